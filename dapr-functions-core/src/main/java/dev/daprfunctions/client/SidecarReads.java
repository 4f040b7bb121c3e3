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

package dev.daprfunctions.client;

import java.util.function.Supplier;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * Reads from the sidecar that end when nobody waits for them any more. The SDK's client
 * leaves a request running when its result is cancelled, so each read has a gRPC context
 * of its own that is cancelled with it. It is current only while the request is made:
 * what follows runs in the context of the caller.
 *
 * @since 0.1.0
 */
public final class SidecarReads {

	private SidecarReads() {
	}

	/**
	 * Makes a read that can be cancelled; what changes something must not be one.
	 * @param <T> the type of what is read
	 * @param request makes the request
	 * @return reads when it is subscribed to
	 */
	public static <T> Mono<T> cancellable(Supplier<Mono<T>> request) {
		return new CancellableRead<>(Mono.defer(request));
	}

	/**
	 * Subscribes to a read in a context of its own.
	 *
	 * @param <T> the type of what is read
	 */
	private static final class CancellableRead<T> extends MonoOperator<T, T> {

		private CancellableRead(Mono<T> request) {
			super(request);
		}

		@Override
		public void subscribe(CoreSubscriber<? super T> subscriber) {
			Context caller = Context.current();
			CancellableContext context = caller.withCancellation();
			context.run(() -> this.source.subscribe(new Reader<>(subscriber, caller, context)));
		}

	}

	/**
	 * Hands on what is read in the context of the caller. The context of the read is not
	 * cancelled after the result has come: that would reset the stream of a request that
	 * is about to end.
	 *
	 * @param <T> the type of what is read
	 */
	private static final class Reader<T> implements CoreSubscriber<T>, Subscription {

		private final CoreSubscriber<? super T> subscriber;

		private final Context caller;

		private final CancellableContext context;

		private @Nullable Subscription subscription;

		private Reader(CoreSubscriber<? super T> subscriber, Context caller, CancellableContext context) {
			this.subscriber = subscriber;
			this.caller = caller;
			this.context = context;
		}

		@Override
		public reactor.util.context.Context currentContext() {
			return this.subscriber.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			this.caller.run(() -> this.subscriber.onSubscribe(this));
		}

		@Override
		public void onNext(T value) {
			this.caller.run(() -> this.subscriber.onNext(value));
		}

		@Override
		public void onError(Throwable failure) {
			this.caller.run(() -> this.subscriber.onError(failure));
		}

		@Override
		public void onComplete() {
			this.caller.run(this.subscriber::onComplete);
		}

		@Override
		public void request(long count) {
			Subscription source = this.subscription;
			if (source != null) {
				this.context.run(() -> source.request(count));
			}
		}

		@Override
		public void cancel() {
			if (this.subscription != null) {
				this.subscription.cancel();
			}
			this.context.cancel(null);
		}

	}

}
