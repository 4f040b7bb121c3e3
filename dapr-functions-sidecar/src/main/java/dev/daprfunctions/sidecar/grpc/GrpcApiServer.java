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

package dev.daprfunctions.sidecar.grpc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.sidecar.block.BuildingBlocks;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Server of the Dapr gRPC API on loopback.
 *
 * @since 0.1.0
 */
public final class GrpcApiServer implements AutoCloseable {

	private static final int FINISH_SECONDS = 1;

	private static final int CLOSE_SECONDS = 5;

	private final EventLoopGroup eventLoop = new MultiThreadIoEventLoopGroup(1,
			new DefaultThreadFactory("dapr-sidecar-grpc-io", true), NioIoHandler.newFactory());

	private final ExecutorService executor = Executors
		.newCachedThreadPool(new DefaultThreadFactory("dapr-sidecar-grpc", true));

	private final Server server;

	private volatile int port;

	/**
	 * Create a server.
	 * @param host the address to bind to
	 * @param port the port, 0 for a free one
	 * @param apiToken the token that callers have to send, or {@code null}
	 * @param blocks the building blocks
	 * @param shutdown ends the sidecar in the background
	 */
	public GrpcApiServer(String host, int port, @Nullable String apiToken, BuildingBlocks blocks, Runnable shutdown) {
		NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
			.bossEventLoopGroup(this.eventLoop)
			.workerEventLoopGroup(this.eventLoop)
			.channelType(NioServerSocketChannel.class)
			.executor(this.executor)
			.intercept(new CallMetadataInterceptor())
			.addService(StableNames.addTo(new DaprService(blocks, shutdown).bindService()))
			.fallbackHandlerRegistry(new UnknownMethods());
		if (apiToken != null) {
			builder.intercept(new ApiTokenInterceptor(apiToken));
		}
		this.server = builder.build();
	}

	/**
	 * Bind the port and start to answer.
	 * @throws IOException if the port cannot be bound
	 */
	public void start() throws IOException {
		this.server.start();
		this.port = this.server.getPort();
	}

	/**
	 * Return the port, even when it is not bound any more.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Take no new calls and let those end that are under way, within a second.
	 */
	public void finish() {
		try {
			this.server.shutdown().awaitTermination(FINISH_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		try {
			this.server.shutdownNow().awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
			this.executor.shutdownNow();
			this.executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
			this.eventLoop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).sync();
		}
		catch (InterruptedException ex) {
			this.eventLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
			Thread.currentThread().interrupt();
		}
	}

}
