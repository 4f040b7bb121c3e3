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
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	common "github.com/dapr/dapr/pkg/proto/common/v1"
	pb "github.com/dapr/dapr/pkg/proto/scheduler/v1"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

const (
	defaultInterval = time.Second
	defaultRetries  = uint32(3)
	never           = 24 * time.Hour
	pause           = 10 * time.Millisecond
)

type entry struct {
	name     string
	job      *pb.Job
	metadata *pb.JobMetadata
	runs     uint32
	attempts uint32
}

type scheduler struct {
	pb.UnimplementedSchedulerServer

	mutex   sync.Mutex
	jobs    map[string]*entry
	streams []pb.Scheduler_WatchJobsServer
	lastID  uint64
	running map[uint64]*entry
}

func newScheduler() *scheduler {
	return &scheduler{jobs: map[string]*entry{}, running: map[uint64]*entry{}}
}

func (s *scheduler) ScheduleJob(_ context.Context, request *pb.ScheduleJobRequest) (*pb.ScheduleJobResponse, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	metadata := request.GetMetadata()
	if _, exists := s.jobs[request.GetName()]; exists && !request.GetOverwrite() {
		return nil, status.Errorf(codes.AlreadyExists, "job already exists: 'app||%s||%s||%s'", metadata.GetNamespace(),
			metadata.GetAppId(), request.GetName())
	}
	job := request.GetJob()
	if job.GetFailurePolicy().GetPolicy() == nil {
		job.FailurePolicy = &common.JobFailurePolicy{Policy: &common.JobFailurePolicy_Constant{
			Constant: &common.JobFailurePolicyConstant{Interval: durationpb.New(defaultInterval), MaxRetries: new(defaultRetries)},
		}}
	}
	delay, err := firstDelay(job)
	if err != nil {
		return nil, fmt.Errorf("job failed validation: %w", err)
	}
	added := &entry{name: request.GetName(), job: job, metadata: metadata}
	s.jobs[added.name] = added
	s.runIn(delay, added)
	return &pb.ScheduleJobResponse{}, nil
}

func firstDelay(job *pb.Job) (time.Duration, error) {
	if job.DueTime != nil {
		return time.ParseDuration(job.GetDueTime())
	}
	return period(job), nil
}

func period(job *pb.Job) time.Duration {
	delay, err := time.ParseDuration(strings.TrimPrefix(job.GetSchedule(), "@every "))
	if err != nil {
		return never
	}
	return delay
}

func (s *scheduler) GetJob(_ context.Context, request *pb.GetJobRequest) (*pb.GetJobResponse, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	found, exists := s.jobs[request.GetName()]
	if !exists {
		return nil, status.Error(codes.NotFound, "job not found: "+request.GetName())
	}
	return &pb.GetJobResponse{Job: found.job}, nil
}

func (s *scheduler) DeleteJob(_ context.Context, request *pb.DeleteJobRequest) (*pb.DeleteJobResponse, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.jobs, request.GetName())
	return &pb.DeleteJobResponse{}, nil
}

func (s *scheduler) DeleteByNamePrefix(_ context.Context, request *pb.DeleteByNamePrefixRequest) (*pb.DeleteByNamePrefixResponse, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for name := range s.jobs {
		if strings.HasPrefix(name, request.GetNamePrefix()) {
			delete(s.jobs, name)
		}
	}
	return &pb.DeleteByNamePrefixResponse{}, nil
}

func (s *scheduler) ListJobs(context.Context, *pb.ListJobsRequest) (*pb.ListJobsResponse, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	response := &pb.ListJobsResponse{}
	for name, found := range s.jobs {
		response.Jobs = append(response.Jobs, &pb.NamedJob{Name: name, Metadata: found.metadata, Job: found.job})
	}
	slices.SortFunc(response.Jobs, func(a, b *pb.NamedJob) int { return strings.Compare(a.GetName(), b.GetName()) })
	return response, nil
}

func (s *scheduler) WatchJobs(stream pb.Scheduler_WatchJobsServer) error {
	if _, err := stream.Recv(); err != nil {
		return err
	}
	s.mutex.Lock()
	s.streams = append(s.streams, stream)
	s.mutex.Unlock()
	for {
		request, err := stream.Recv()
		if err != nil {
			return err
		}
		s.finish(request.GetResult())
	}
}

func (s *scheduler) runIn(delay time.Duration, job *entry) {
	time.AfterFunc(delay, func() {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		if s.jobs[job.name] == job {
			s.run(job)
		}
	})
}

func (s *scheduler) run(job *entry) {
	if len(s.streams) == 0 {
		s.runIn(pause, job)
		return
	}
	s.lastID++
	s.running[s.lastID] = job
	trigger := &pb.WatchJobsResponse{Name: job.name, Id: s.lastID, Data: job.job.GetData(), Metadata: job.metadata}
	if err := s.streams[0].Send(trigger); err != nil {
		s.streams = s.streams[1:]
		s.runIn(0, job)
	}
}

func (s *scheduler) finish(result *pb.WatchJobsRequestResult) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	job := s.running[result.GetId()]
	delete(s.running, result.GetId())
	if job == nil || s.jobs[job.name] != job {
		return
	}
	job.attempts++
	constant := job.job.GetFailurePolicy().GetConstant()
	if result.GetStatus() == pb.WatchJobsRequestResultStatus_FAILED && constant != nil &&
		(constant.MaxRetries == nil || constant.GetMaxRetries() >= job.attempts) {
		s.runIn(constant.GetInterval().AsDuration(), job)
		return
	}
	job.attempts = 0
	job.runs++
	if job.job.Schedule == nil || (job.job.Repeats != nil && job.runs >= job.job.GetRepeats()) {
		delete(s.jobs, job.name)
		return
	}
	s.runIn(period(job.job), job)
}
