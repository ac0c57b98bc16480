import type { CallLanguage } from "./state";

/** What a first call needs to know. */
export interface Call {
  /** Scheme, host and port of the marketplace. */
  readonly origin: string;
  /** As `model` names it: `provider/service`, or with `@version`. */
  readonly model: string;
  readonly kind: "chat" | "embeddings";
}

/** Where the examples read the key from: keys do not belong into code. */
export const KEY_VARIABLE = "MARKETPLACE_KEY";

/** How one who has signed up gets the key, with the marketplace's own command. */
export function keySteps({ origin }: Pick<Call, "origin">, service: string): string {
  return `export MARKETPLACE_SERVER=${origin}
./marketplace login you@example.org
./marketplace subscribe ${service}
export ${KEY_VARIABLE}=$(./marketplace keys create first-call)`;
}

/** A complete program in the official client of each language; it runs as it stands. */
export function snippet(language: CallLanguage, call: Call): string {
  return SNIPPETS[language][call.kind](call).trim();
}

type Write = (call: Call) => string;

const SNIPPETS: Record<CallLanguage, Record<Call["kind"], Write>> = {
  curl: {
    chat: ({ origin, model }) => `
curl ${origin}/v1/chat/completions \\
  -H "Authorization: Bearer $${KEY_VARIABLE}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${model}",
    "messages": [{"role": "user", "content": "Hello"}]
  }'`,
    embeddings: ({ origin, model }) => `
curl ${origin}/v1/embeddings \\
  -H "Authorization: Bearer $${KEY_VARIABLE}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${model}",
    "input": "Hello"
  }'`,
  },
  python: {
    chat: (call) => `
${pythonClient(call)}
answer = client.chat.completions.create(
    model="${call.model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
    embeddings: (call) => `
${pythonClient(call)}
answer = client.embeddings.create(
    model="${call.model}",
    input="Hello",
)
print(answer.data[0].embedding)`,
  },
  javascript: {
    chat: (call) => `
${javascriptClient(call)}
const answer = await client.chat.completions.create({
  model: "${call.model}",
  messages: [{ role: "user", content: "Hello" }],
});
console.log(answer.choices[0].message.content);`,
    embeddings: (call) => `
${javascriptClient(call)}
const answer = await client.embeddings.create({
  model: "${call.model}",
  input: "Hello",
});
console.log(answer.data[0].embedding);`,
  },
  java: {
    chat: (call) => `
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

void main() {
${javaClient(call)}
    var answer = client.chat().completions().create(ChatCompletionCreateParams.builder()
            .model("${call.model}")
            .addUserMessage("Hello")
            .build());
    answer.choices().getFirst().message().content().ifPresent(IO::println);
}`,
    embeddings: (call) => `
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.embeddings.EmbeddingCreateParams;

void main() {
${javaClient(call)}
    var answer = client.embeddings().create(EmbeddingCreateParams.builder()
            .model("${call.model}")
            .input("Hello")
            .build());
    IO.println(answer.data().getFirst().embedding());
}`,
  },
};

function pythonClient({ origin }: Call): string {
  return `import os
from openai import OpenAI

client = OpenAI(
    base_url="${origin}/v1",
    api_key=os.environ["${KEY_VARIABLE}"],
)`;
}

function javascriptClient({ origin }: Call): string {
  return `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "${origin}/v1",
  apiKey: process.env.${KEY_VARIABLE},
});`;
}

function javaClient({ origin }: Call): string {
  return `    var client = OpenAIOkHttpClient.builder()
            .baseUrl("${origin}/v1")
            .apiKey(System.getenv("${KEY_VARIABLE}"))
            .build();`;
}
