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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.daprfunctions.contract.Target.Store;
import dev.daprfunctions.programs.MariadbServer;
import dev.daprfunctions.programs.PostgresServer;
import dev.daprfunctions.programs.RedisServer;
import io.dapr.v1.DaprGrpc;
import io.grpc.ManagedChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Runs the cases of a class on one sidecar after the other. A class has it as a static
 * field and is a {@code @ClassTemplate}.
 */
final class Contract implements ClassTemplateInvocationContextProvider, BeforeEachCallback, TestWatcher {

	static {
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
	}

	private final SidecarSpec spec;

	private SidecarRun run;

	private Score score;

	Contract(SidecarSpec spec) {
		this.spec = spec;
	}

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return true;
	}

	@Override
	public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
		this.score = Score.of(context);
		return this.spec.targets().stream().filter(this::isThere).map(TargetContext::new);
	}

	private boolean isThere(Target target) {
		return !target.isReal() || this.score.isThere("daprd", DaprdRun.binary(), "build it with tools/daprd/build.sh")
				&& (!this.spec.hasScheduler()
						|| this.score.isThere("scheduler", Scheduler.binary(), "build it with tools/daprd/build.sh"))
				&& isServerThere(target.store());
	}

	private boolean isServerThere(Store store) {
		return switch (store) {
			case IN_MEMORY, SQLITE -> true;
			case REDIS -> this.score.isThere("redis-server", RedisServer.binary(), "install Redis");
			case POSTGRESQL, POSTGRESQL_V1 ->
				this.score.isThere("postgres", PostgresServer.binary(), "install PostgreSQL");
			case MYSQL -> this.score.isThere("mariadbd", MariadbServer.binary(), "install MariaDB");
		};
	}

	@Override
	public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
		return true;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.run.app().reset();
	}

	@Override
	public void testSuccessful(ExtensionContext context) {
		this.score.passed(this.run.target());
	}

	@Override
	public void testFailed(ExtensionContext context, Throwable cause) {
		this.score.failed(this.run.target());
		System.err.printf("%s failed on %s, which logged last:%n%s%n", context.getDisplayName(), this.run.target(),
				this.run.lastLines());
	}

	@Override
	public void testAborted(ExtensionContext context, Throwable cause) {
		this.score.failed(this.run.target());
	}

	/**
	 * Start one more sidecar of the kind that the cases run on.
	 * @param spec what it is started with
	 * @return the sidecar, to be closed by the case
	 */
	SidecarRun start(SidecarSpec spec) {
		return new SidecarRun(spec, target(), this.score.servers());
	}

	/**
	 * Make several calls at the same time.
	 * @param count the number of calls
	 * @param call makes the call with the number that it is given
	 * @return the answers in the order of the numbers
	 */
	List<Answer> atOnce(int count, IntFunction<Answer> call) {
		ExecutorService executor = Executors.newFixedThreadPool(count);
		CyclicBarrier start = new CyclicBarrier(count);
		try {
			List<CompletableFuture<Answer>> answers = IntStream.range(0, count)
				.mapToObj((number) -> CompletableFuture.supplyAsync(() -> {
					await(start);
					return call.apply(number);
				}, executor))
				.toList();
			return answers.stream().map(CompletableFuture::join).toList();
		}
		finally {
			executor.shutdown();
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Target target() {
		return this.run.target();
	}

	Store store() {
		return target().store();
	}

	/**
	 * Return a value that is not the same on every store.
	 * @param value the value on most of them
	 * @return the value, to which those on other stores can be added
	 */
	<T> ByStore<T> usually(T value) {
		return new ByStore<>(store(), value);
	}

	TestApp app() {
		return this.run.app();
	}

	SidecarRun run() {
		return this.run;
	}

	/**
	 * Return what keeps the data of the sidecars with Redis.
	 * @return the server, the same one for all classes
	 */
	RedisServer redis() {
		return this.score.servers().redis();
	}

	HttpPort http() {
		return this.run.http();
	}

	ManagedChannel channel() {
		return this.run.channel();
	}

	DaprGrpc.DaprBlockingStub stub() {
		return DaprGrpc.newBlockingStub(channel());
	}

	Answer send(String verb, String path) {
		return http().send(verb, path, (byte[]) null);
	}

	Answer send(String verb, String path, String body, String... headers) {
		return http().send(verb, path, body, headers);
	}

	/**
	 * One run of the class.
	 *
	 */
	private final class TargetContext implements ClassTemplateInvocationContext, BeforeClassTemplateInvocationCallback,
			AfterClassTemplateInvocationCallback {

		private final Target target;

		TargetContext(Target target) {
			this.target = target;
		}

		@Override
		public String getDisplayName(int invocationIndex) {
			return this.target.toString();
		}

		@Override
		public List<Extension> getAdditionalExtensions() {
			return List.of(this);
		}

		@Override
		public void beforeClassTemplateInvocation(ExtensionContext context) {
			Contract.this.run = new SidecarRun(Contract.this.spec, this.target, Contract.this.score.servers());
		}

		@Override
		public void afterClassTemplateInvocation(ExtensionContext context) {
			Optional.ofNullable(Contract.this.run).ifPresent(SidecarRun::close);
			Contract.this.run = null;
		}

	}

}
