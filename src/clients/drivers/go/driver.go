// Does what the catalogue says with Anthropic's Go client, and prints one line a case: what the client saw.
//
//	driver BASE_URL CASES
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	anthropic "github.com/anthropics/anthropic-sdk-go/v2"
	"github.com/anthropics/anthropic-sdk-go/v2/option"
	"github.com/anthropics/anthropic-sdk-go/v2/packages/param"
)

type step struct {
	Do       string
	Beta     bool
	Fresh    bool
	Model    string
	Until    string
	Retries  int
	Times    int
	Headers  map[string]string
	Body     map[string]any
	Messages []any
}

type object = map[string]any

// An answer of either namespace, as far as the next step needs it.
type answer struct {
	id      string
	content []any
	seen    object
}

var (
	ctx    = context.Background()
	client anthropic.Client
	callID = regexp.MustCompile(`\$ID(\d)`)
)

func main() {
	client = anthropic.NewClient(option.WithBaseURL(os.Args[1]), option.WithAPIKey("client-key"))
	text := must(os.ReadFile(os.Args[2]))
	var cases []struct {
		ID    string
		Steps []json.RawMessage
	}
	check(json.Unmarshal(text, &cases))
	for _, one := range cases {
		fmt.Println(string(must(json.Marshal(object{"id": one.ID, "saw": played(one.Steps)}))))
	}
}

func played(steps []json.RawMessage) []object {
	var saw []object
	var history []any
	var last answer
	for _, raw := range steps {
		var now step
		check(json.Unmarshal([]byte(filled(string(raw), last)), &now))
		if now.Fresh {
			history = nil
		}
		history = append(history, now.Messages...)
		body := object{"messages": history}
		for key, value := range now.Body {
			body[key] = value
		}
		started := time.Now()
		seen, got := attempt(now, body)
		seen["seconds"] = time.Since(started).Seconds()
		saw = append(saw, seen)
		if got != nil {
			last = *got
			history = append(history, object{"role": "assistant", "content": got.content})
		}
	}
	return saw
}

func filled(text string, last answer) string {
	var calls []string
	for _, block := range last.content {
		if block.(object)["type"] == "tool_use" {
			calls = append(calls, block.(object)["id"].(string))
		}
	}
	text = callID.ReplaceAllStringFunc(text, func(found string) string { return calls[found[3]-'0'] })
	text = strings.ReplaceAll(text, "$ANSWER", last.id)
	return strings.ReplaceAll(text, "$20MB", strings.Repeat("x", 20_000_000))
}

func attempt(now step, body object) (object, *answer) {
	seen, got, err := perform(now, body)
	var refused *anthropic.Error
	if errors.As(err, &refused) {
		return object{"error": object{"class": fmt.Sprintf("%T", refused), "status": refused.StatusCode,
			"type": refused.Type(), "request_id": refused.RequestID, "text": refused.RawJSON()}}, nil
	}
	if err != nil {
		return object{"error": object{"class": fmt.Sprintf("%T", err), "text": err.Error()}}, nil
	}
	return seen, got
}

func perform(now step, body object) (object, *answer, error) {
	options := []option.RequestOption{option.WithMaxRetries(now.Retries)}
	for name, value := range now.Headers {
		options = append(options, option.WithHeader(name, value))
	}
	switch now.Do {
	case "create":
		if now.Times > 0 {
			return crowd(now, body, options)
		}
		got, err := created(now, body, options)
		for err == nil && now.Until != "" && len(got.content) == 0 {
			got, err = created(now, body, options)
		}
		return object{"message": got.seen}, &got, err
	case "accumulate":
		got, err := accumulated(now, body, options)
		return object{"message": got.seen}, &got, err
	case "stream":
		events := []json.RawMessage{}
		stream := client.Messages.NewStreaming(ctx, params(body), options...)
		for stream.Next() {
			events = append(events, json.RawMessage(stream.Current().RawJSON()))
		}
		return object{"events": events}, nil, stream.Err()
	case "cancel":
		leaving, leave := context.WithCancel(ctx)
		defer leave()
		stream := client.Messages.NewStreaming(leaving, params(body), options...)
		seen := 0
		for seen < 4 && stream.Next() {
			seen++
		}
		return object{"cancelled": seen}, nil, stream.Err()
	case "count":
		var asked anthropic.MessageCountTokensParams
		delete(body, "max_tokens")
		read(body, &asked)
		counted, err := client.Messages.CountTokens(ctx, asked, options...)
		if err != nil {
			return nil, nil, err
		}
		return object{"count": counted.InputTokens}, nil, nil
	case "models":
		var ids []string
		pages := client.Models.ListAutoPaging(ctx, anthropic.ModelListParams{Limit: param.NewOpt[int64](3)}, options...)
		for pages.Next() {
			ids = append(ids, pages.Current().ID)
		}
		return object{"models": ids}, nil, pages.Err()
	case "model":
		found, err := client.Models.Get(ctx, now.Model, anthropic.ModelGetParams{}, options...)
		if err != nil {
			return nil, nil, err
		}
		return object{"model": found.ID}, nil, nil
	}
	return nil, nil, errors.New("unknown: " + now.Do)
}

func created(now step, body object, options []option.RequestOption) (answer, error) {
	if now.Beta {
		message, err := client.Beta.Messages.New(ctx, betaParams(body), options...)
		if err != nil {
			return answer{}, err
		}
		return betaAnswer(message), nil
	}
	message, err := client.Messages.New(ctx, params(body), options...)
	if err != nil {
		return answer{}, err
	}
	return plainAnswer(message), nil
}

func accumulated(now step, body object, options []option.RequestOption) (answer, error) {
	if now.Beta {
		var message anthropic.BetaMessage
		stream := client.Beta.Messages.NewStreaming(ctx, betaParams(body), options...)
		for stream.Next() {
			if err := message.Accumulate(stream.Current()); err != nil {
				return answer{}, err
			}
		}
		return betaAnswer(&message), stream.Err()
	}
	var message anthropic.Message
	stream := client.Messages.NewStreaming(ctx, params(body), options...)
	for stream.Next() {
		if err := message.Accumulate(stream.Current()); err != nil {
			return answer{}, err
		}
	}
	return plainAnswer(&message), stream.Err()
}

func crowd(now step, body object, options []option.RequestOption) (object, *answer, error) {
	all := make([]object, now.Times)
	failures := make([]error, now.Times)
	var running sync.WaitGroup
	for i := range all {
		running.Add(1)
		go func() {
			defer running.Done()
			got, err := created(now, body, options)
			all[i], failures[i] = got.seen, err
		}()
	}
	running.Wait()
	return object{"messages": all}, nil, errors.Join(failures...)
}

func plainAnswer(message *anthropic.Message) answer {
	return shown(message.ID, string(message.StopReason), message.StopSequence, message.Usage.InputTokens,
		message.Usage.OutputTokens, message.ToParam())
}

func betaAnswer(message *anthropic.BetaMessage) answer {
	return shown(message.ID, string(message.StopReason), message.StopSequence, message.Usage.InputTokens,
		message.Usage.OutputTokens, message.ToParam())
}

// The message as the client's own conversion would send it back, and what does not go back.
func shown(id, reason, sequence string, in, out int64, param any) answer {
	var back struct{ Content []any }
	check(json.Unmarshal(must(json.Marshal(param)), &back))
	seen := object{"id": id, "stop_reason": reason, "content": back.Content,
		"usage": object{"input_tokens": in, "output_tokens": out}}
	if sequence != "" {
		seen["stop_sequence"] = sequence
	}
	return answer{id, back.Content, seen}
}

func params(body object) anthropic.MessageNewParams {
	var asked anthropic.MessageNewParams
	read(body, &asked)
	return asked
}

func betaParams(body object) anthropic.BetaMessageNewParams {
	var asked anthropic.BetaMessageNewParams
	betas, _ := body["betas"].([]any)
	for _, beta := range betas {
		asked.Betas = append(asked.Betas, beta.(string))
	}
	delete(body, "betas")
	kept := asked.Betas
	read(body, &asked)
	asked.Betas = kept
	return asked
}

func read(body object, into any) {
	check(json.Unmarshal(must(json.Marshal(body)), into))
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
