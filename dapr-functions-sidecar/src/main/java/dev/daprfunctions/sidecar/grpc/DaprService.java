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

import java.util.function.Supplier;

import com.google.protobuf.Empty;
import dev.daprfunctions.sidecar.block.BuildingBlocks;
import dev.daprfunctions.sidecar.metadata.MetadataApi;
import io.dapr.v1.CommonProtos.InvokeResponse;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingRequest;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingResponse;
import io.dapr.v1.DaprConfigurationProtos.GetConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.GetConfigurationResponse;
import io.dapr.v1.DaprConfigurationProtos.SubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.SubscribeConfigurationResponse;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationResponse;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.dapr.v1.DaprJobsProtos.DeleteJobRequest;
import io.dapr.v1.DaprJobsProtos.DeleteJobResponse;
import io.dapr.v1.DaprJobsProtos.DeleteJobsByPrefixRequestAlpha1;
import io.dapr.v1.DaprJobsProtos.DeleteJobsByPrefixResponseAlpha1;
import io.dapr.v1.DaprJobsProtos.GetJobRequest;
import io.dapr.v1.DaprJobsProtos.GetJobResponse;
import io.dapr.v1.DaprJobsProtos.ListJobsRequestAlpha1;
import io.dapr.v1.DaprJobsProtos.ListJobsResponseAlpha1;
import io.dapr.v1.DaprJobsProtos.ScheduleJobRequest;
import io.dapr.v1.DaprJobsProtos.ScheduleJobResponse;
import io.dapr.v1.DaprLockProtos.TryLockRequest;
import io.dapr.v1.DaprLockProtos.TryLockResponse;
import io.dapr.v1.DaprLockProtos.UnlockRequest;
import io.dapr.v1.DaprLockProtos.UnlockResponse;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprMetadataProtos.GetMetadataResponse;
import io.dapr.v1.DaprMetadataProtos.SetMetadataRequest;
import io.dapr.v1.DaprProtos.ShutdownRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishResponse;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretResponse;
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetSecretResponse;
import io.dapr.v1.DaprStateProtos.DeleteBulkStateRequest;
import io.dapr.v1.DaprStateProtos.DeleteStateRequest;
import io.dapr.v1.DaprStateProtos.ExecuteStateTransactionRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateResponse;
import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateResponse;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.grpc.stub.StreamObserver;

/**
 * Dapr gRPC API.
 */
final class DaprService extends DaprGrpc.DaprImplBase {

	private final StateCalls state;

	private final PublishCalls pubsub;

	private final SecretCalls secrets;

	private final BindingCalls bindings;

	private final InvocationCalls invocation;

	private final ConfigurationCalls configuration;

	private final LockCalls locks;

	private final JobCalls jobs;

	private final MetadataApi metadata;

	private final Runnable shutdown;

	DaprService(BuildingBlocks blocks, Runnable shutdown) {
		this.state = new StateCalls(blocks.state());
		this.pubsub = new PublishCalls(blocks.pubsub());
		this.secrets = new SecretCalls(blocks.secrets());
		this.bindings = new BindingCalls(blocks.bindings());
		this.invocation = new InvocationCalls(blocks.invocation());
		this.configuration = new ConfigurationCalls(blocks.configuration());
		this.locks = new LockCalls(blocks.locks());
		this.jobs = new JobCalls(blocks.jobs());
		this.metadata = blocks.metadata();
		this.shutdown = shutdown;
	}

	@Override
	public void getState(GetStateRequest request, StreamObserver<GetStateResponse> observer) {
		answer(observer, () -> this.state.get(request));
	}

	@Override
	public void getBulkState(GetBulkStateRequest request, StreamObserver<GetBulkStateResponse> observer) {
		answer(observer, () -> this.state.getBulk(request));
	}

	@Override
	public void saveState(SaveStateRequest request, StreamObserver<Empty> observer) {
		acknowledge(observer, () -> this.state.save(request));
	}

	@Override
	public void deleteState(DeleteStateRequest request, StreamObserver<Empty> observer) {
		acknowledge(observer, () -> this.state.delete(request));
	}

	@Override
	public void deleteBulkState(DeleteBulkStateRequest request, StreamObserver<Empty> observer) {
		acknowledge(observer, () -> this.state.deleteBulk(request));
	}

	@Override
	public void executeStateTransaction(ExecuteStateTransactionRequest request, StreamObserver<Empty> observer) {
		acknowledge(observer, () -> this.state.transact(request));
	}

	@Override
	public void publishEvent(PublishEventRequest request, StreamObserver<Empty> observer) {
		acknowledge(observer, () -> this.pubsub.publish(request));
	}

	@Override
	public void bulkPublishEvent(BulkPublishRequest request, StreamObserver<BulkPublishResponse> observer) {
		answer(observer, () -> this.pubsub.publish(request));
	}

	@Override
	@Deprecated
	public void bulkPublishEventAlpha1(BulkPublishRequest request, StreamObserver<BulkPublishResponse> observer) {
		answer(observer, () -> this.pubsub.publish(request));
	}

	@Override
	public void getSecret(GetSecretRequest request, StreamObserver<GetSecretResponse> observer) {
		answer(observer, () -> this.secrets.get(request));
	}

	@Override
	public void getBulkSecret(GetBulkSecretRequest request, StreamObserver<GetBulkSecretResponse> observer) {
		answer(observer, () -> this.secrets.getBulk(request));
	}

	@Override
	public void invokeBinding(InvokeBindingRequest request, StreamObserver<InvokeBindingResponse> observer) {
		answer(observer, () -> this.bindings.invoke(request));
	}

	@Override
	public void invokeService(InvokeServiceRequest request, StreamObserver<InvokeResponse> observer) {
		answer(observer, () -> this.invocation.invoke(request));
	}

	@Override
	public void getConfiguration(GetConfigurationRequest request, StreamObserver<GetConfigurationResponse> observer) {
		answer(observer, () -> this.configuration.get(request));
	}

	@Override
	@Deprecated
	public void getConfigurationAlpha1(GetConfigurationRequest request,
			StreamObserver<GetConfigurationResponse> observer) {
		getConfiguration(request, observer);
	}

	@Override
	public void subscribeConfiguration(SubscribeConfigurationRequest request,
			StreamObserver<SubscribeConfigurationResponse> observer) {
		try {
			this.configuration.subscribe(request, observer);
		}
		catch (RuntimeException ex) {
			observer.onError(GrpcErrors.toException(ex));
		}
	}

	@Override
	@Deprecated
	public void subscribeConfigurationAlpha1(SubscribeConfigurationRequest request,
			StreamObserver<SubscribeConfigurationResponse> observer) {
		subscribeConfiguration(request, observer);
	}

	@Override
	public void unsubscribeConfiguration(UnsubscribeConfigurationRequest request,
			StreamObserver<UnsubscribeConfigurationResponse> observer) {
		answer(observer, () -> this.configuration.unsubscribe(request));
	}

	@Override
	@Deprecated
	public void unsubscribeConfigurationAlpha1(UnsubscribeConfigurationRequest request,
			StreamObserver<UnsubscribeConfigurationResponse> observer) {
		unsubscribeConfiguration(request, observer);
	}

	@Override
	public void tryLockAlpha1(TryLockRequest request, StreamObserver<TryLockResponse> observer) {
		answer(observer, () -> this.locks.lock(request));
	}

	@Override
	public void unlockAlpha1(UnlockRequest request, StreamObserver<UnlockResponse> observer) {
		answer(observer, () -> this.locks.unlock(request));
	}

	@Override
	public void scheduleJobAlpha1(ScheduleJobRequest request, StreamObserver<ScheduleJobResponse> observer) {
		answer(observer, () -> this.jobs.schedule(request));
	}

	@Override
	public void getJobAlpha1(GetJobRequest request, StreamObserver<GetJobResponse> observer) {
		answer(observer, () -> this.jobs.get(request));
	}

	@Override
	public void deleteJobAlpha1(DeleteJobRequest request, StreamObserver<DeleteJobResponse> observer) {
		answer(observer, () -> this.jobs.delete(request));
	}

	@Override
	public void deleteJobsByPrefixAlpha1(DeleteJobsByPrefixRequestAlpha1 request,
			StreamObserver<DeleteJobsByPrefixResponseAlpha1> observer) {
		answer(observer, () -> this.jobs.deleteByPrefix(request));
	}

	@Override
	public void listJobsAlpha1(ListJobsRequestAlpha1 request, StreamObserver<ListJobsResponseAlpha1> observer) {
		answer(observer, this.jobs::list);
	}

	@Override
	public void getMetadata(GetMetadataRequest request, StreamObserver<GetMetadataResponse> observer) {
		answer(observer, this.metadata::get);
	}

	@Override
	public void setMetadata(SetMetadataRequest request, StreamObserver<Empty> observer) {
		acknowledge(observer, () -> this.metadata.put(request.getKey(), request.getValue()));
	}

	@Override
	public void shutdown(ShutdownRequest request, StreamObserver<Empty> observer) {
		acknowledge(observer, this.shutdown);
	}

	private static void acknowledge(StreamObserver<Empty> observer, Runnable call) {
		answer(observer, () -> {
			call.run();
			return Empty.getDefaultInstance();
		});
	}

	private static <T> void answer(StreamObserver<T> observer, Supplier<T> call) {
		T answer;
		try {
			answer = call.get();
		}
		catch (RuntimeException ex) {
			observer.onError(GrpcErrors.toException(ex));
			return;
		}
		observer.onNext(answer);
		observer.onCompleted();
	}

}
