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

package dev.daprfunctions.sidecar;

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
 * HTTP client that sends what it is told, byte by byte, and hides nothing of the answer.
 */
final class RawHttp {

	private final int port;

	RawHttp(int port) {
		this.port = port;
	}

	Answer send(String verb, String target, String... headers) {
		return sendBody(verb, target, null, headers);
	}

	Answer sendBody(String verb, String target, String body, String... headers) {
		StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(verb, target));
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		if (body != null) {
			head.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
		}
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
		if (body != null) {
			request.writeBytes(body.getBytes(StandardCharsets.UTF_8));
		}
		return exchange(request.toByteArray(), verb.equals("HEAD"));
	}

	Answer sendChunked(String verb, String target, String body, String... headers) {
		String request = "%s %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n%s\r\n".formatted(verb,
				target, (headers.length > 0) ? String.join("\r\n", headers) + "\r\n" : "");
		String chunk = (body.isEmpty()) ? "" : "%x\r\n%s\r\n".formatted(body.length(), body);
		return exchange((request + chunk + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8), false);
	}

	private Answer exchange(byte[] request, boolean bodiless) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
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
		Answer head = new Answer(status, headers, "");
		if (bodiless) {
			return head;
		}
		String length = head.header("Content-Length");
		byte[] body = "chunked".equals(head.header("Transfer-Encoding")) ? readChunks(stream)
				: stream.readNBytes((length != null) ? Integer.parseInt(length) : 0);
		return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
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
		while (octet != '\n' && octet != -1) {
			if (octet != '\r') {
				line.write(octet);
			}
			octet = stream.read();
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	record Answer(int status, List<String> headers, String body) {

		String header(String name) {
			return headers(name).stream().findFirst().orElse(null);
		}

		List<String> headers(String name) {
			return this.headers.stream()
				.filter((header) -> header.toLowerCase().startsWith(name.toLowerCase() + ":"))
				.map((header) -> header.substring(name.length() + 1).trim())
				.toList();
		}

		List<String> headerNames() {
			return this.headers.stream().map((header) -> header.substring(0, header.indexOf(':'))).sorted().toList();
		}

	}

}
