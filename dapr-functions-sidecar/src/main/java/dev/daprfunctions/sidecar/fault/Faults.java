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

package dev.daprfunctions.sidecar.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.Fault.Kind;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Faults of a sidecar, for tests of what an application does when its sidecar, or
 * something behind it, is slow, away or contended. They are the same over HTTP and gRPC,
 * and stay until {@link #clear()} unless {@link Calls#times(int)} limits them; of several
 * of one kind for a call the first counts.
 *
 * @since 0.1.0
 */
public final class Faults {

	private final List<Fault> faults = new CopyOnWriteArrayList<>();

	private final ThreadLocal<Boolean> suspended = ThreadLocal.withInitial(() -> false);

	private volatile CountDownLatch cleared = new CountDownLatch(1);

	/**
	 * Delay all calls.
	 * @param delay how long each waits before it is carried out
	 */
	public void delay(Duration delay) {
		delay(Calls.all(), delay);
	}

	/**
	 * Delay calls. One that is longer than the caller's time-out makes the sidecar hang;
	 * the call is carried out all the same when the delay is over.
	 * @param calls the calls
	 * @param delay how long each waits before it is carried out
	 */
	public void delay(Calls calls, Duration delay) {
		this.faults.add(new Fault(Kind.DELAY, calls, "", delay));
	}

	/**
	 * Answer calls as if the sidecar could not be reached, without carrying them out:
	 * {@code UNAVAILABLE} over gRPC, a closed connection over HTTP.
	 * @param calls the calls
	 */
	public void unavailable(Calls calls) {
		add(Kind.UNAVAILABLE, calls, "");
	}

	/**
	 * Carry calls out, and let the caller not know: {@code DEADLINE_EXCEEDED} over gRPC,
	 * silence until the faults are cleared over HTTP.
	 * @param calls the calls
	 */
	public void timeOutAfterwards(Calls calls) {
		add(Kind.TIMEOUT, calls, "");
	}

	/**
	 * Refuse to change states as if their ETags did not match. Calls that only read are
	 * not affected.
	 * @param calls the calls
	 */
	public void conflict(Calls calls) {
		add(Kind.CONFLICT, calls, "");
	}

	/**
	 * Fail calls with the error of a component that does not work, without carrying them
	 * out: {@code INTERNAL} over gRPC, 500 over HTTP.
	 * @param calls the calls
	 * @param message the message
	 */
	public void fail(Calls calls, String message) {
		add(Kind.FAILURE, calls, message);
	}

	/**
	 * Let keys of bulk reads fail, while the others are read.
	 * @param calls the calls, whose {@link Calls#item(String) item} is the key
	 * @param message the message
	 */
	public void failKey(Calls calls, String message) {
		add(Kind.KEY_FAILURE, calls, message);
	}

	private void add(Kind kind, Calls calls, String message) {
		this.faults.add(new Fault(kind, calls, message, Duration.ZERO));
	}

	/**
	 * Remove all faults, and let the calls that they delay go on.
	 */
	public void clear() {
		this.faults.clear();
		CountDownLatch waited = this.cleared;
		this.cleared = new CountDownLatch(1);
		waited.countDown();
	}

	/**
	 * Do something that meets no faults on this thread.
	 * @param <T> the type of the result
	 * @param action what to do
	 * @return the result
	 */
	public <T extends @Nullable Object> T without(Supplier<T> action) {
		this.suspended.set(true);
		try {
			return action.get();
		}
		finally {
			this.suspended.remove();
		}
	}

	/**
	 * Put the faults of a call into it before it is carried out.
	 * @param call the call
	 * @return to be ended when the call was carried out
	 * @throws ApiException if the call fails
	 * @throws InjectedFaultException if the caller gets no answer
	 */
	public FaultyCall begin(FaultableCall call) {
		if (this.faults.isEmpty() || this.suspended.get()) {
			return FaultyCall.NONE;
		}
		await(find(Kind.DELAY, call));
		if (find(Kind.UNAVAILABLE, call) != null) {
			throw new InjectedFaultException(false, this.cleared);
		}
		Fault failure = find(Kind.FAILURE, call);
		if (failure != null) {
			throw ApiException.withReason(500, Status.Code.INTERNAL, call.operation().errorCode(), failure.message());
		}
		if (find(Kind.TIMEOUT, call) != null) {
			CountDownLatch current = this.cleared;
			return () -> {
				throw new InjectedFaultException(true, current);
			};
		}
		return FaultyCall.NONE;
	}

	private void await(@Nullable Fault delay) {
		if (delay == null) {
			return;
		}
		try {
			this.cleared.await(delay.delay().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InjectedFaultException(false, this.cleared);
		}
	}

	/**
	 * Return whether a change of states is refused because of a conflict.
	 * @param call the call
	 * @return whether it is
	 */
	public boolean isConflict(FaultableCall call) {
		return find(Kind.CONFLICT, call) != null;
	}

	/**
	 * Return what the reading of a key fails with.
	 * @param call the call, about one key
	 * @return the message, or {@code null} if it does not fail
	 */
	public @Nullable String failureOfKey(FaultableCall call) {
		Fault fault = find(Kind.KEY_FAILURE, call);
		return (fault != null) ? fault.message() : null;
	}

	private @Nullable Fault find(Kind kind, FaultableCall call) {
		if (this.suspended.get()) {
			return null;
		}
		for (Fault fault : this.faults) {
			if (fault.kind() == kind && fault.meets(call)) {
				return fault;
			}
		}
		return null;
	}

	/**
	 * Call that faults were put into.
	 */
	@FunctionalInterface
	public interface FaultyCall {

		/**
		 * Call without a fault that shows afterwards.
		 */
		FaultyCall NONE = () -> {
		};

		/**
		 * End the call when it was carried out.
		 * @throws InjectedFaultException if the caller gets no answer
		 */
		void end();

	}

}
