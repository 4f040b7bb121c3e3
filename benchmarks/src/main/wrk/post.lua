-- Posts the JSON that follows "--" on the command line, and prints one line that a program can read.

function init(args)
	wrk.method = "POST"
	wrk.body = args[1] or ""
	wrk.headers["Content-Type"] = "application/json"
end

function done(summary, latency, requests)
	local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
			+ summary.errors.timeout
	io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration, errors, latency:percentile(99)))
end
