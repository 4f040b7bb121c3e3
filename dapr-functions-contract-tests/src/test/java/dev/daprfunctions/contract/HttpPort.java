/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.daprfunctions.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP client that sends a request as it is written, without correcting or adding
 * anything.
 */
final class HttpPort {

	private static final int TIMEOUT_MILLIS = 30_000;

	private final int port;

	HttpPort(int port) {
		this.port = port;
	}

	Answer send(String verb, String target, String body, String... headers) {
		return send(verb, target, (body != null) ? body.getBytes(StandardCharsets.UTF_8) : null, headers);
	}

	Answer send(String verb, String target, byte[] body, String... headers) {
		ByteArrayOutputStream request = head(verb, target, headers);
		if (body != null) {
			request.writeBytes(ascii("Content-Length: " + body.length + "\r\n"));
		}
		request.writeBytes(ascii("\r\n"));
		if (body != null) {
			request.writeBytes(body);
		}
		return exchange(request.toByteArray(), verb.equals("HEAD"));
	}

	Answer sendChunked(String verb, String target, String body, String... headers) {
		ByteArrayOutputStream request = head(verb, target, headers);
		request.writeBytes(ascii("Transfer-Encoding: chunked\r\n\r\n"));
		if (!body.isEmpty()) {
			byte[] chunk = body.getBytes(StandardCharsets.UTF_8);
			request.writeBytes(ascii("%x\r\n".formatted(chunk.length)));
			request.writeBytes(chunk);
			request.writeBytes(ascii("\r\n"));
		}
		request.writeBytes(ascii("0\r\n\r\n"));
		return exchange(request.toByteArray(), false);
	}

	private static ByteArrayOutputStream head(String verb, String target, String... headers) {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		head.writeBytes(ascii("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(verb, target)));
		for (String header : headers) {
			head.writeBytes(ascii(header + "\r\n"));
		}
		return head;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private Answer exchange(byte[] request, boolean bodiless) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.setTcpNoDelay(true);
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			return read(socket.getInputStream(), bodiless);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Answer read(InputStream stream, boolean bodiless) throws IOException {
		int status = Integer.parseInt(readLine(stream).split(" ")[1]);
		List<String> headers = new ArrayList<>();
		String line = readLine(stream);
		while (!line.isEmpty()) {
			headers.add(line);
			line = readLine(stream);
		}
		if (status == 100) {
			return read(stream, bodiless);
		}
		Answer head = new Answer(status, headers, "");
		if (bodiless) {
			return head;
		}
		return new Answer(status, headers, new String(readBody(head, stream), StandardCharsets.UTF_8));
	}

	private static byte[] readBody(Answer head, InputStream stream) throws IOException {
		if ("chunked".equals(head.header("Transfer-Encoding"))) {
			return readChunks(stream);
		}
		String length = head.header("Content-Length");
		if (length != null) {
			return stream.readNBytes(Integer.parseInt(length));
		}
		return "close".equals(head.header("Connection")) ? stream.readAllBytes() : new byte[0];
	}

	private static byte[] readChunks(InputStream stream) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int length = Integer.parseInt(readLine(stream), 16);
		while (length > 0) {
			body.writeBytes(stream.readNBytes(length));
			readLine(stream);
			length = Integer.parseInt(readLine(stream), 16);
		}
		return body.toByteArray();
	}

	private static String readLine(InputStream stream) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int octet = stream.read();
		if (octet == -1) {
			throw new IOException("The sidecar closed the connection without an answer");
		}
		while (octet != '\n' && octet != -1) {
			if (octet != '\r') {
				line.write(octet);
			}
			octet = stream.read();
		}
		return line.toString(StandardCharsets.UTF_8);
	}

}
