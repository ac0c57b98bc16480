"""The official OpenAI client, unchanged, with nothing but another base address. See it/clients/README.md."""

import json
import math
import os
import unittest

import openai

URL = os.environ["MARKETPLACE_URL"] + "/v1"
CHAT = os.environ["MARKETPLACE_CHAT_MODEL"]
EMBEDDINGS = os.environ["MARKETPLACE_EMBEDDING_MODEL"]
MESSAGES = os.environ["MARKETPLACE_MESSAGES_MODEL"]


def client_with(key, max_retries=0):
    return openai.OpenAI(base_url=URL, api_key=key, max_retries=max_retries)


def asking(content):
    return {"model": CHAT, "messages": [{"role": "user", "content": content}]}


class OfficialClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = client_with(os.environ["MARKETPLACE_KEY"])
        cls.addClassCleanup(cls.client.close)

    def ask(self, content):
        return self.client.chat.completions.create(**asking(content))

    def test_a_chat_is_answered_with_its_usage(self):
        answer = self.ask("Hello there")
        self.assertIn("Hello there", answer.choices[0].message.content)
        self.assertGreater(answer.usage.prompt_tokens, 0)
        self.assertGreater(answer.usage.completion_tokens, 0)

    def test_a_stream_says_the_same_in_pieces_and_no_usage_that_was_not_asked_for(self):
        whole = self.ask("Tell me in pieces").choices[0].message.content
        pieces = []
        for chunk in self.client.chat.completions.create(**asking("Tell me in pieces"), stream=True):
            self.assertEqual(len(chunk.choices), 1)
            self.assertIsNone(chunk.usage)
            pieces.append(chunk.choices[0].delta.content or "")
        self.assertEqual("".join(pieces), whole)

    def test_a_stream_ends_with_its_usage_when_that_is_asked_for(self):
        chunks = list(
            self.client.chat.completions.create(
                **asking("Count me"), stream=True, stream_options={"include_usage": True}
            )
        )
        self.assertEqual(chunks[-1].choices, [])
        self.assertGreater(chunks[-1].usage.completion_tokens, 0)

    def test_a_stream_can_be_left_in_the_middle(self):
        with self.client.chat.completions.create(**asking("#tokens 200\n#pace 5ms"), stream=True) as stream:
            self.assertIsNotNone(next(iter(stream)))
        self.assertIn("Still here", self.ask("Still here").choices[0].message.content)

    def test_a_tool_is_called(self):
        answer = self.ask('What is the weather in Kiel?\n#tool weather {"city":"Kiel"}')
        function = answer.choices[0].message.tool_calls[0].function
        self.assertEqual(function.name, "weather")
        self.assertEqual(json.loads(function.arguments), {"city": "Kiel"})

    def test_a_response_is_given_with_its_usage(self):
        answer = self.client.responses.create(model=CHAT, input="Hello there")
        self.assertEqual(answer.output_text, "You said: Hello there")
        self.assertEqual(answer.usage.output_tokens, 5)

    def test_a_response_streams_and_ends_with_the_whole_of_it(self):
        events = list(self.client.responses.create(model=CHAT, input="Tell me in pieces", stream=True))
        pieces = [event.delta for event in events if event.type == "response.output_text.delta"]
        self.assertEqual("".join(pieces), "You said: Tell me in pieces")
        self.assertEqual(events[-1].type, "response.completed")
        self.assertEqual(events[-1].response.usage.output_tokens, 7)

    def test_a_text_is_completed(self):
        answer = self.client.completions.create(model=CHAT, prompt="Once upon a time")
        self.assertEqual(answer.choices[0].text, "You said: Once upon a time")
        self.assertEqual(answer.usage.completion_tokens, 7)

    def test_texts_become_vectors(self):
        answer = self.client.embeddings.create(model=EMBEDDINGS, input=["the sea", "the stars"])
        self.assertEqual([len(item.embedding) for item in answer.data], [384, 384])
        self.assertAlmostEqual(math.hypot(*answer.data[0].embedding), 1, delta=0.01)
        self.assertGreater(answer.usage.prompt_tokens, 0)

    def test_models_are_those_that_are_subscribed_to(self):
        self.assertEqual({model.id for model in self.client.models.list()}, {CHAT, EMBEDDINGS, MESSAGES})
        self.assertEqual(self.client.models.retrieve(CHAT).id, CHAT)

    def test_a_wrong_key_is_an_authentication_error(self):
        with client_with("llm_mk_wrong") as stranger, self.assertRaises(openai.AuthenticationError):
            stranger.chat.completions.create(**asking("Hi"))

    def test_an_unknown_model_is_not_found(self):
        with self.assertRaises(openai.NotFoundError):
            self.client.chat.completions.create(**{**asking("Hi"), "model": "nobody/nothing"})

    def test_the_providers_error_keeps_its_kind(self):
        with self.assertRaises(openai.InternalServerError):
            self.ask("#error 503")

    def test_beyond_the_rate_a_client_that_waits_as_it_is_told_gets_through(self):
        key = os.environ["MARKETPLACE_LIMITED_KEY"]
        refusals = []
        with client_with(key) as hasty:
            for _ in range(4):
                try:
                    hasty.chat.completions.create(**asking("Hi"))
                except openai.RateLimitError as error:
                    refusals.append(error)
        self.assertTrue(refusals)
        self.assertTrue(all(int(error.response.headers["retry-after"]) >= 1 for error in refusals))
        with client_with(key, max_retries=5) as patient:
            answer = patient.chat.completions.create(**asking("Hi again"))
        self.assertIn("Hi again", answer.choices[0].message.content)


if __name__ == "__main__":
    unittest.main()
