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

// Command daprd is the Dapr runtime with the components that the contract suite needs.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/dapr/dapr/cmd/daprd/options"
	"github.com/dapr/dapr/pkg/buildinfo"
	"github.com/dapr/dapr/pkg/components/bindings"
	"github.com/dapr/dapr/pkg/components/configuration"
	"github.com/dapr/dapr/pkg/components/conversation"
	"github.com/dapr/dapr/pkg/components/crypto"
	"github.com/dapr/dapr/pkg/components/lock"
	"github.com/dapr/dapr/pkg/components/middleware/http"
	"github.com/dapr/dapr/pkg/components/nameresolution"
	"github.com/dapr/dapr/pkg/components/pubsub"
	"github.com/dapr/dapr/pkg/components/secretstores"
	"github.com/dapr/dapr/pkg/components/state"
	"github.com/dapr/dapr/pkg/healthz"
	"github.com/dapr/dapr/pkg/metrics"
	"github.com/dapr/dapr/pkg/modes"
	"github.com/dapr/dapr/pkg/runtime"
	"github.com/dapr/dapr/pkg/runtime/registry"
	"github.com/dapr/dapr/pkg/security"
	"github.com/dapr/kit/concurrency"
	"github.com/dapr/kit/logger"
	"github.com/dapr/kit/signals"
	"go.opencensus.io/stats/view"
)

var (
	log           = logger.NewLogger("dapr.runtime")
	componentsLog = logger.NewLogger("dapr.contrib")
)

func main() {
	opts, err := options.New(os.Args[1:])
	if err != nil {
		log.Fatalf("Cannot read the arguments: %v", err)
	}
	if opts.RuntimeVersion {
		fmt.Println(buildinfo.Version())
		return
	}
	opts.Logger.SetAppID(opts.AppID)
	if err := logger.ApplyOptionsToLoggers(&opts.Logger); err != nil {
		log.Fatalf("Cannot set up logging: %v", err)
	}
	log.Infof("Starting Dapr Runtime -- version %s", buildinfo.Version())
	setComponentLoggers()
	registerComponents()
	if err := run(signals.Context(), opts); err != nil {
		log.Fatalf("Fatal error from runtime: %v", err)
	}
	log.Info("Daprd shutdown gracefully")
}

func setComponentLoggers() {
	bindings.DefaultRegistry.Logger = componentsLog
	configuration.DefaultRegistry.Logger = componentsLog
	conversation.DefaultRegistry.Logger = componentsLog
	crypto.DefaultRegistry.Logger = componentsLog
	http.DefaultRegistry.Logger = log
	lock.DefaultRegistry.Logger = componentsLog
	nameresolution.DefaultRegistry.Logger = componentsLog
	pubsub.DefaultRegistry.Logger = componentsLog
	secretstores.DefaultRegistry.Logger = componentsLog
	state.DefaultRegistry.Logger = componentsLog
}

func run(ctx context.Context, opts *options.Options) error {
	health := healthz.New()
	provider, err := security.New(ctx, security.Options{
		AppID:                   opts.AppID,
		ControlPlaneNamespace:   opts.ControlPlaneNamespace,
		ControlPlaneTrustDomain: opts.ControlPlaneTrustDomain,
		Healthz:                 health,
		JwtAudiences:            opts.SentryRequestJwtAudiences,
		MTLSEnabled:             opts.EnableMTLS,
		Mode:                    modes.DaprMode(opts.Mode),
		SentryAddress:           opts.SentryAddress,
		TrustAnchors:            opts.TrustAnchors,
	})
	if err != nil {
		return err
	}
	serve := func(ctx context.Context) error {
		handler, err := provider.Handler(ctx)
		if err != nil {
			return err
		}
		config := runtimeConfig(opts, health)
		config.Security = handler
		rt, err := runtime.FromConfig(ctx, config)
		if err != nil {
			return err
		}
		return rt.Run(ctx)
	}
	return concurrency.NewRunnerManager(provider.Run, serve).Run(ctx)
}

func runtimeConfig(opts *options.Options, health healthz.Healthz) *runtime.Config {
	return &runtime.Config{
		ActorsDisseminationTimeout:    opts.ActorsDisseminationTimeout,
		ActorsService:                 opts.ActorsService,
		AllowedOrigins:                opts.AllowedOrigins,
		AppChannelAddress:             opts.AppChannelAddress,
		AppHealthCheckPath:            opts.AppHealthCheckPath,
		AppHealthProbeInterval:        opts.AppHealthProbeInterval,
		AppHealthProbeTimeout:         opts.AppHealthProbeTimeout,
		AppHealthThreshold:            opts.AppHealthThreshold,
		AppID:                         opts.AppID,
		AppMaxConcurrency:             opts.AppMaxConcurrency,
		AppProtocol:                   opts.AppProtocol,
		AppSSL:                        opts.AppSSL,
		ApplicationPort:               opts.AppPort,
		ComponentsPath:                opts.ComponentsPath,
		Config:                        opts.Config,
		ControlPlaneAddress:           opts.ControlPlaneAddress,
		DaprAPIGRPCPort:               opts.DaprAPIGRPCPort,
		DaprAPIListenAddresses:        opts.DaprAPIListenAddresses,
		DaprBlockShutdownDuration:     opts.DaprBlockShutdownDuration,
		DaprGracefulShutdownSeconds:   opts.DaprGracefulShutdownSeconds,
		DaprHTTPPort:                  opts.DaprHTTPPort,
		DaprInternalGRPCListenAddress: opts.DaprInternalGRPCListenAddress,
		DaprInternalGRPCPort:          opts.DaprInternalGRPCPort,
		DaprPublicListenAddress:       opts.DaprPublicListenAddress,
		DaprPublicPort:                opts.DaprPublicPort,
		DisableBuiltinK8sSecretStore:  opts.DisableBuiltinK8sSecretStore,
		DisableInitEndpoints:          opts.DisableInitEndpoints,
		EnableAPILogging:              opts.EnableAPILogging,
		EnableAppHealthCheck:          opts.EnableAppHealthCheck,
		EnableMTLS:                    opts.EnableMTLS,
		EnableProfiling:               opts.EnableProfiling,
		Healthz:                       health,
		MaxRequestSize:                opts.MaxRequestSize,
		Metrics: metrics.Options{
			Enabled:       opts.Metrics.Enabled(),
			Healthz:       health,
			ListenAddress: opts.Metrics.ListenAddress(),
			Log:           log,
			Meter:         view.NewMeter(),
			Namespace:     metrics.DefaultMetricNamespace,
			Port:          opts.Metrics.Port(),
		},
		Mode:             opts.Mode,
		ProfilePort:      opts.ProfilePort,
		ReadBufferSize:   opts.ReadBufferSize,
		Registry:         componentRegistries(),
		RemindersService: opts.RemindersService,
		ResourcesPath:    opts.ResourcesPath,
		SchedulerAddress: opts.SchedulerAddress,
		SchedulerStreams: opts.SchedulerJobStreams,
		SentryAddress:    opts.SentryAddress,
		UnixDomainSocket: opts.UnixDomainSocket,
	}
}

func componentRegistries() *registry.Options {
	return registry.NewOptions().
		WithBindings(bindings.DefaultRegistry).
		WithConfigurations(configuration.DefaultRegistry).
		WithConversations(conversation.DefaultRegistry).
		WithCryptoProviders(crypto.DefaultRegistry).
		WithHTTPMiddlewares(http.DefaultRegistry).
		WithLocks(lock.DefaultRegistry).
		WithNameResolutions(nameresolution.DefaultRegistry).
		WithPubSubs(pubsub.DefaultRegistry).
		WithSecretStores(secretstores.DefaultRegistry).
		WithStateStores(state.DefaultRegistry)
}
