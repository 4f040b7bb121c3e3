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

// Command scheduler stands in for Dapr's scheduler service, which cannot be built from the module proxy. It keeps jobs in memory
// and knows no more of schedules than durations: the contract suite runs it to see what daprd does with jobs, not when they run.
package main

import (
	"log"
	"net"
	"os"

	pb "github.com/dapr/dapr/pkg/proto/scheduler/v1"
	"google.golang.org/grpc"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatalf("usage: %s host:port", os.Args[0])
	}
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		log.Fatalf("Cannot listen: %v", err)
	}
	server := grpc.NewServer()
	pb.RegisterSchedulerServer(server, newScheduler())
	log.Fatal(server.Serve(listener))
}
