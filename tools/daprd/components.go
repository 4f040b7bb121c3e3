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

package main

import (
	inputbinding "github.com/dapr/components-contrib/bindings"
	"github.com/dapr/components-contrib/bindings/cron"
	"github.com/dapr/components-contrib/bindings/http"
	kafkabinding "github.com/dapr/components-contrib/bindings/kafka"
	"github.com/dapr/components-contrib/bindings/localstorage"
	redisconfiguration "github.com/dapr/components-contrib/configuration/redis"
	redislock "github.com/dapr/components-contrib/lock/redis"
	"github.com/dapr/components-contrib/nameresolution/mdns"
	sqlitenames "github.com/dapr/components-contrib/nameresolution/sqlite"
	inmemorypubsub "github.com/dapr/components-contrib/pubsub/in-memory"
	redispubsub "github.com/dapr/components-contrib/pubsub/redis"
	secretenv "github.com/dapr/components-contrib/secretstores/local/env"
	secretfile "github.com/dapr/components-contrib/secretstores/local/file"
	inmemorystate "github.com/dapr/components-contrib/state/in-memory"
	"github.com/dapr/components-contrib/state/mysql"
	postgresqlv1 "github.com/dapr/components-contrib/state/postgresql/v1"
	postgresqlv2 "github.com/dapr/components-contrib/state/postgresql/v2"
	redisstate "github.com/dapr/components-contrib/state/redis"
	"github.com/dapr/components-contrib/state/sqlite"
	"github.com/dapr/dapr/pkg/components"
	"github.com/dapr/dapr/pkg/components/bindings"
	"github.com/dapr/dapr/pkg/components/configuration"
	"github.com/dapr/dapr/pkg/components/lock"
	"github.com/dapr/dapr/pkg/components/nameresolution"
	"github.com/dapr/dapr/pkg/components/pubsub"
	"github.com/dapr/dapr/pkg/components/secretstores"
	"github.com/dapr/dapr/pkg/components/state"
	"github.com/dapr/kit/logger"
)

var postgresqlVersions = components.Versioning{
	Preferred: components.VersionConstructor{Version: "v2", Constructor: postgresqlv2.NewPostgreSQLStateStore},
	Others:    []components.VersionConstructor{{Version: "v1", Constructor: postgresqlv1.NewPostgreSQLStateStore}},
	Default:   "v1",
}

// registerComponents names every component that this daprd has: one line each, under the last part of its type.
func registerComponents() {
	state.DefaultRegistry.RegisterComponent(inmemorystate.NewInMemoryStateStore, "in-memory")
	state.DefaultRegistry.RegisterComponent(sqlite.NewSQLiteStateStore, "sqlite", "sqlite3")
	state.DefaultRegistry.RegisterComponent(redisstate.NewRedisStateStore, "redis")
	state.DefaultRegistry.RegisterComponent(mysql.NewMySQLStateStore, "mysql")
	state.DefaultRegistry.RegisterComponentWithVersions("postgresql", postgresqlVersions)
	state.DefaultRegistry.RegisterComponentWithVersions("postgres", postgresqlVersions)

	pubsub.DefaultRegistry.RegisterComponent(inmemorypubsub.New, "in-memory")
	pubsub.DefaultRegistry.RegisterComponent(redispubsub.NewRedisStreams, "redis")

	secretstores.DefaultRegistry.RegisterComponent(secretfile.NewLocalSecretStore, "local.file")
	secretstores.DefaultRegistry.RegisterComponent(secretenv.NewEnvSecretStore, "local.env")

	bindings.DefaultRegistry.RegisterInputBinding(cron.NewCron, "cron")
	bindings.DefaultRegistry.RegisterInputBinding(newKafkaInput, "kafka")
	bindings.DefaultRegistry.RegisterOutputBinding(newKafkaOutput, "kafka")
	bindings.DefaultRegistry.RegisterOutputBinding(localstorage.NewLocalStorage, "localstorage")
	bindings.DefaultRegistry.RegisterOutputBinding(http.NewHTTP, "http")

	configuration.DefaultRegistry.RegisterComponent(redisconfiguration.NewRedisConfigurationStore, "redis")

	lock.DefaultRegistry.RegisterComponent(redislock.NewStandaloneRedisLock, "redis")

	nameresolution.DefaultRegistry.RegisterComponent(mdns.NewResolver, "mdns")
	nameresolution.DefaultRegistry.RegisterComponent(sqlitenames.NewResolver, "sqlite")
}

func newKafkaInput(log logger.Logger) inputbinding.InputBinding {
	return kafkabinding.NewKafka(log)
}

func newKafkaOutput(log logger.Logger) inputbinding.OutputBinding {
	return kafkabinding.NewKafka(log)
}
