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

package dev.daprfunctions.sidecar.binding;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppHealthListener;
import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ComponentGroup;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.resiliency.ResiliencyPolicies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bindings of one application, as the HTTP and the gRPC front end share them.
 *
 * @since 0.1.0
 */
public final class Bindings implements AppHealthListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Bindings.class);

	private final OutputBindings outputs = new OutputBindings();

	private final InputBindings inputs;

	private final NetworkMember network;

	private final BindingHttpClient httpClient = new BindingHttpClient();

	private final ResiliencyPolicies policies;

	private final InstantSource clock;

	private final Faults faults;

	private final Deliveries deliveries;

	private Bindings(AppConnection app, NetworkMember network, ResiliencyPolicies policies, InstantSource clock,
			Faults faults, Deliveries deliveries) {
		this.inputs = new InputBindings(app);
		this.network = network;
		this.policies = policies;
		this.clock = clock;
		this.faults = faults;
		this.deliveries = deliveries;
	}

	/**
	 * Make bindings out of components. Nothing is delivered before {@link #onHealthy()}.
	 * @param components the components, all of them bindings
	 * @param app the connection to the application
	 * @param network the network, which the queues are shared with
	 * @param policies how often and how long to try to deliver events
	 * @param clock the clock of schedules
	 * @param faults the faults of the sidecar
	 * @param deliveries counts the deliveries
	 * @return the bindings
	 * @throws ComponentException if the Dapr runtime would not start with a component
	 */
	public static Bindings of(ComponentGroup components, AppConnection app, NetworkMember network,
			ResiliencyPolicies policies, InstantSource clock, Faults faults, Deliveries deliveries) {
		Bindings bindings = new Bindings(app, network, policies, clock, faults, deliveries);
		try {
			components.load(bindings::add);
			return bindings;
		}
		catch (RuntimeException ex) {
			bindings.close();
			throw ex;
		}
	}

	/**
	 * Return whether a component is a binding.
	 * @param component the component
	 * @return {@code true} if it is
	 */
	public static boolean supports(Component component) {
		return component.category().equals("bindings");
	}

	/**
	 * Return what the Dapr runtime says that a component can do.
	 * @param component the component
	 * @return the capabilities
	 */
	public static List<String> capabilities(Component component) {
		return BindingTypes.capabilities(component);
	}

	private Component add(Component component) {
		component.requireFirstVersion();
		String replacement = "";
		switch (component.type()) {
			case BindingTypes.CRON -> addInput(component, CronBinding.of(component, this.clock));
			case BindingTypes.LOCAL_STORAGE -> addOutput(component, LocalStorageBinding.of(component));
			case BindingTypes.HTTP ->
				addOutput(component, new HttpBinding(HttpBindingSettings.of(component), this.httpClient));
			default -> {
				addQueue(component);
				replacement = ", replaced by an in-memory queue";
			}
		}
		logger.info("Loaded component {} ({}){}", component.name(), component.type(), replacement);
		return component;
	}

	private void addQueue(Component component) {
		QueueBinding queue = new QueueBinding(component, this.network, this.clock, this.deliveries);
		if (BindingTypes.isInput(component)) {
			addInput(component, queue);
		}
		else {
			queue.ignore();
		}
		addOutput(component, queue);
	}

	private void addInput(Component component, InputBinding binding) {
		if (!BindingTypes.isInput(component)) {
			return;
		}
		String route = component.metadata().get("route");
		this.inputs.add(new ConfiguredInput(component.name(), (route != null) ? route : component.name(),
				BindingTypes.isExplicitInput(component), binding, this.policies.inboundBinding(component.name())));
	}

	private void addOutput(Component component, OutputBinding binding) {
		if (BindingTypes.isOutput(component)) {
			this.outputs.add(component.name(), binding);
		}
	}

	/**
	 * Ask the application which input bindings it wants, and start these.
	 */
	@Override
	public void onHealthy() {
		this.inputs.onHealthy();
	}

	@Override
	public void onUnhealthy() {
		this.inputs.onUnhealthy();
	}

	/**
	 * Call an output binding.
	 * @param name the name of the binding
	 * @param request the call
	 * @return the outcome
	 */
	public BindingResult invoke(String name, BindingRequest request) {
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.INVOKE_BINDING, name, request.operation()));
		BindingResult result = this.outputs.invoke(name, request);
		call.end();
		return result;
	}

	/**
	 * Let an interceptor see the calls of all output bindings.
	 * @param interceptor the interceptor, {@code null} for none
	 */
	public void intercept(@Nullable OutputBindingInterceptor interceptor) {
		this.outputs.intercept(interceptor);
	}

	/**
	 * Deliver an event to the application as an input binding does.
	 * @param name the name of the binding
	 * @param data the data
	 * @param metadata the metadata, which become headers
	 * @return the application's answer
	 * @throws IllegalArgumentException if there is no such input binding
	 * @throws IllegalStateException if the application is not there, or does not want the
	 * binding
	 */
	public BindingAnswer fire(String name, byte[] data, Map<String, String> metadata) {
		return this.inputs.fire(name, new BindingEvent(data, metadata));
	}

	@Override
	public void close() {
		try (this.httpClient; this.inputs) {
			logger.debug("Closing the bindings");
		}
	}

}
