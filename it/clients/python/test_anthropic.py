"""Anthropic's official client, unchanged, with nothing but another base address: in front of a provider of its dialect and
of one of OpenAI's. See it/clients/README.md."""

import os
import unittest

import anthropic

MODELS = {"anthropic": os.environ["MARKETPLACE_MESSAGES_MODEL"], "openai": os.environ["MARKETPLACE_CHAT_MODEL"]}


def client_with(key):
    return anthropic.Anthropic(base_url=os.environ["MARKETPLACE_URL"], api_key=key, max_retries=0)


def asking(model, content):
    return {"model": model, "max_tokens": 200, "messages": [{"role": "user", "content": content}]}


class OfficialAnthropicClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = client_with(os.environ["MARKETPLACE_KEY"])
        cls.addClassCleanup(cls.client.close)

    def each_dialect(self):
        for behind, model in MODELS.items():
            with self.subTest(behind=behind):
                yield model

    def test_a_message_is_answered_with_its_usage(self):
        for model in self.each_dialect():
            answer = self.client.messages.create(**asking(model, "Hello there"), system="Be kind.")
            self.assertEqual(answer.content[0].text, "You said: Hello there")
            self.assertEqual(answer.stop_reason, "end_turn")
            self.assertEqual((answer.usage.input_tokens, answer.usage.output_tokens), (3 + 3 + 3 + 2, 5))

    def test_a_stream_says_the_same_in_pieces_and_ends_with_its_usage(self):
        for model in self.each_dialect():
            with self.client.messages.stream(**asking(model, "Tell me in pieces")) as stream:
                self.assertEqual("".join(stream.text_stream), "You said: Tell me in pieces")
                self.assertEqual(stream.get_final_message().usage.output_tokens, 7)

    def test_a_tool_is_used_and_its_result_read(self):
        tool = {"name": "weather", "description": "Of a city", "input_schema": {"type": "object"}}
        for model in self.each_dialect():
            ask = asking(model, 'Weather in Kiel?\n#tool weather {"city":"Kiel"}')
            answer = self.client.messages.create(**ask, tools=[tool])
            self.assertEqual(answer.stop_reason, "tool_use")
            use = answer.content[0]
            self.assertEqual((use.name, use.input), ("weather", {"city": "Kiel"}))

            result = {"type": "tool_result", "tool_use_id": use.id, "content": "sunny"}
            ask["messages"] += [
                {"role": "assistant", "content": [use.model_dump(exclude_none=True)]},
                {"role": "user", "content": [result, {"type": "text", "text": "Well?"}]},
            ]
            self.assertIn("Well?", self.client.messages.create(**ask, tools=[tool]).content[0].text)

    def test_tokens_are_counted(self):
        ask = asking(MODELS["anthropic"], "Hello there")
        del ask["max_tokens"]
        self.assertEqual(self.client.messages.count_tokens(**ask).input_tokens, 3 + 2)

    def test_models_are_those_that_are_subscribed_to(self):
        self.assertLessEqual(set(MODELS.values()), {model.id for model in self.client.models.list()})

    def test_a_wrong_key_is_an_authentication_error(self):
        with client_with("llm_mk_wrong") as stranger, self.assertRaises(anthropic.AuthenticationError):
            stranger.messages.create(**asking(MODELS["anthropic"], "Hi"))

    def test_an_unknown_model_is_not_found(self):
        with self.assertRaises(anthropic.NotFoundError):
            self.client.messages.create(**asking("nobody/nothing", "Hi"))

    def test_the_providers_error_keeps_its_kind(self):
        for model in self.each_dialect():
            with self.assertRaises(anthropic.InternalServerError):
                self.client.messages.create(**asking(model, "#error 500"))


if __name__ == "__main__":
    unittest.main()
