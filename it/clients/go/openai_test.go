// Package clients: the official OpenAI client, unchanged, with nothing but another base address. See
// it/clients/README.md.
package clients

import (
	"context"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/responses"
)

var (
	chat       = os.Getenv("MARKETPLACE_CHAT_MODEL")
	embeddings = os.Getenv("MARKETPLACE_EMBEDDING_MODEL")
	messages   = os.Getenv("MARKETPLACE_MESSAGES_MODEL")
	client     = clientWith(os.Getenv("MARKETPLACE_KEY"), 0)
)

func clientWith(key string, retries int) openai.Client {
	return openai.NewClient(
		option.WithBaseURL(os.Getenv("MARKETPLACE_URL")+"/v1/"),
		option.WithAPIKey(key),
		option.WithMaxRetries(retries),
	)
}

func asking(content string) openai.ChatCompletionNewParams {
	return openai.ChatCompletionNewParams{
		Model:    chat,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(content)},
	}
}

func ask(t *testing.T, from openai.Client, content string) openai.ChatCompletion {
	t.Helper()
	answer, err := from.Chat.Completions.New(context.Background(), asking(content))
	if err != nil {
		t.Fatal(err)
	}
	return *answer
}

func expectStatus(t *testing.T, err error, accepted func(status int) bool) *openai.Error {
	t.Helper()
	var refused *openai.Error
	if !errors.As(err, &refused) || !accepted(refused.StatusCode) {
		t.Fatalf("unexpected: %v", err)
	}
	return refused
}

func is(expected int) func(int) bool {
	return func(status int) bool { return status == expected }
}

func TestAChatIsAnsweredWithItsUsage(t *testing.T) {
	answer := ask(t, client, "Hello there")
	if !strings.Contains(answer.Choices[0].Message.Content, "Hello there") {
		t.Error(answer.Choices[0].Message.Content)
	}
	if answer.Usage.PromptTokens == 0 || answer.Usage.CompletionTokens == 0 {
		t.Error(answer.Usage)
	}
}

func TestAStreamSaysTheSameInPieces(t *testing.T) {
	whole := ask(t, client, "Tell me in pieces").Choices[0].Message.Content
	stream := client.Chat.Completions.NewStreaming(context.Background(), asking("Tell me in pieces"))
	var pieces strings.Builder
	for stream.Next() {
		chunk := stream.Current()
		if len(chunk.Choices) != 1 {
			t.Fatalf("a chunk with %d choices", len(chunk.Choices))
		}
		pieces.WriteString(chunk.Choices[0].Delta.Content)
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	if pieces.String() != whole {
		t.Errorf("%q is not %q", pieces.String(), whole)
	}
}

func TestAStreamEndsWithItsUsageWhenThatIsAskedFor(t *testing.T) {
	params := asking("Count me")
	params.StreamOptions.IncludeUsage = openai.Bool(true)
	stream := client.Chat.Completions.NewStreaming(context.Background(), params)
	var last openai.ChatCompletionChunk
	for stream.Next() {
		last = stream.Current()
	}
	if len(last.Choices) != 0 || last.Usage.CompletionTokens == 0 {
		t.Error(last)
	}
}

func TestAStreamCanBeLeftInTheMiddle(t *testing.T) {
	stream := client.Chat.Completions.NewStreaming(context.Background(), asking("#tokens 200\n#pace 5ms"))
	if !stream.Next() {
		t.Fatal(stream.Err())
	}
	if err := stream.Close(); err != nil {
		t.Error(err)
	}
	ask(t, client, "Still here")
}

func TestAToolIsCalled(t *testing.T) {
	answer := ask(t, client, "What is the weather in Kiel?\n#tool weather {\"city\":\"Kiel\"}")
	function := answer.Choices[0].Message.ToolCalls[0].Function
	if function.Name != "weather" || function.Arguments != `{"city":"Kiel"}` {
		t.Error(function)
	}
}

func responding(input string) responses.ResponseNewParams {
	return responses.ResponseNewParams{
		Model: chat,
		Input: responses.ResponseNewParamsInputUnion{OfString: openai.String(input)},
	}
}

func TestAResponseIsGivenWithItsUsage(t *testing.T) {
	answer, err := client.Responses.New(context.Background(), responding("Hello there"))
	if err != nil {
		t.Fatal(err)
	}
	if answer.OutputText() != "You said: Hello there" || answer.Usage.OutputTokens != 5 {
		t.Error(answer.OutputText(), answer.Usage)
	}
}

func TestAResponseStreamsAndEndsWithTheWholeOfIt(t *testing.T) {
	stream := client.Responses.NewStreaming(context.Background(), responding("Tell me in pieces"))
	var pieces strings.Builder
	var last responses.ResponseStreamEventUnion
	for stream.Next() {
		last = stream.Current()
		if last.Type == "response.output_text.delta" {
			pieces.WriteString(last.Delta)
		}
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	if pieces.String() != "You said: Tell me in pieces" || last.Response.Usage.OutputTokens != 7 {
		t.Error(pieces.String(), last)
	}
}

func TestATextIsCompleted(t *testing.T) {
	answer, err := client.Completions.New(context.Background(), openai.CompletionNewParams{
		Model:  openai.CompletionNewParamsModel(chat),
		Prompt: openai.CompletionNewParamsPromptUnion{OfString: openai.String("Once upon a time")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if answer.Choices[0].Text != "You said: Once upon a time" || answer.Usage.CompletionTokens != 7 {
		t.Error(answer.Choices[0].Text, answer.Usage)
	}
}

func TestTextsBecomeVectors(t *testing.T) {
	answer, err := client.Embeddings.New(context.Background(), openai.EmbeddingNewParams{
		Model: embeddings,
		Input: openai.EmbeddingNewParamsInputUnion{OfArrayOfStrings: []string{"the sea", "the stars"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Data) != 2 || len(answer.Data[0].Embedding) != 384 || answer.Usage.PromptTokens == 0 {
		t.Error(len(answer.Data), answer.Usage)
	}
}

func TestModelsAreThoseThatAreSubscribedTo(t *testing.T) {
	found := map[string]bool{}
	pager := client.Models.ListAutoPaging(context.Background())
	for pager.Next() {
		found[pager.Current().ID] = true
	}
	if len(found) != 3 || !found[chat] || !found[embeddings] || !found[messages] {
		t.Error(found, pager.Err())
	}
	model, err := client.Models.Get(context.Background(), chat)
	if err != nil || model.ID != chat {
		t.Error(model, err)
	}
}

func TestAWrongKeyIsAnAuthenticationError(t *testing.T) {
	stranger := clientWith("llm_mk_wrong", 0)
	_, err := stranger.Chat.Completions.New(context.Background(), asking("Hi"))
	expectStatus(t, err, is(http.StatusUnauthorized))
}

func TestAnUnknownModelIsNotFound(t *testing.T) {
	params := asking("Hi")
	params.Model = "nobody/nothing"
	_, err := client.Chat.Completions.New(context.Background(), params)
	expectStatus(t, err, is(http.StatusNotFound))
}

func TestTheProvidersErrorKeepsItsKind(t *testing.T) {
	_, err := client.Chat.Completions.New(context.Background(), asking("#error 503"))
	expectStatus(t, err, func(status int) bool { return status >= 500 })
}

func TestBeyondTheRateAClientThatWaitsAsItIsToldGetsThrough(t *testing.T) {
	key := os.Getenv("MARKETPLACE_LIMITED_KEY")
	hasty := clientWith(key, 0)
	refusals := 0
	for range 4 {
		if _, err := hasty.Chat.Completions.New(context.Background(), asking("Hi")); err != nil {
			refused := expectStatus(t, err, is(http.StatusTooManyRequests))
			if refused.Response.Header.Get("retry-after") == "" {
				t.Error("no retry-after")
			}
			refusals++
		}
	}
	if refusals == 0 {
		t.Error("nothing was refused")
	}
	ask(t, clientWith(key, 5), "Hi again")
}
