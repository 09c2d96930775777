module parley

go 1.26.0

require (
	github.com/cayleygraph/quad v1.2.5
	github.com/google/go-cmp v0.6.0
	go.yaml.in/yaml/v3 v3.0.4
	golang.org/x/text v0.43.0
)

require (
	github.com/kr/pretty v0.1.0 // indirect
	gopkg.in/check.v1 v1.0.0-20180628173108-788fd7840127 // indirect
)
