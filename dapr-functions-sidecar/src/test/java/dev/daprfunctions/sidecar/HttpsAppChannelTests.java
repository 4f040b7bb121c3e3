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

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.daprfunctions.sidecar.AppChannel.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for an application that speaks HTTPS.
 */
class HttpsAppChannelTests {

	private static final String PASSWORD = "changeit";

	@TempDir
	Path folder;

	@Test
	void anyCertificateIsTrusted() throws Exception {
		HttpsServer app = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		app.setHttpsConfigurator(new HttpsConfigurator(sslContext()));
		app.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(202, -1);
			exchange.close();
		});
		app.start();
		int port = app.getAddress().getPort();
		try (EmbeddedSidecar sidecar = EmbeddedSidecar.builder().appId("myapp").httpPort(0).grpcPort(0).build()) {
			sidecar.start();
			sidecar.connectApp(new AppChannel("127.0.0.1", port, Protocol.HTTPS));
			RawHttp http = new RawHttp(sidecar.httpPort());
			await().until(() -> http.send("GET", "/v1.0/healthz").status() == 204);
			assertThat(http.send("GET", "/v1.0/invoke/myapp/method/m").status()).isEqualTo(202);
			assertThat(http.send("GET", "/v1.0/metadata").body()).contains(
					"\"appConnectionProperties\":{\"port\":%d,\"protocol\":\"https\",\"channelAddress\":\"127.0.0.1\"}"
						.formatted(port));
		}
		finally {
			app.stop(0);
		}
	}

	private SSLContext sslContext() throws Exception {
		Path file = this.folder.resolve("keystore.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-keyalg", "EC", "-dname",
				"CN=somebody else", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		assertThat(process.waitFor()).isZero();
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		try (InputStream stream = Files.newInputStream(file)) {
			keyStore.load(stream, PASSWORD.toCharArray());
		}
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(keyStore, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), null, null);
		return context;
	}

}
