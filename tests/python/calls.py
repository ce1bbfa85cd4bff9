"""Calls the official Python SDK as it is told.

Each line of input is a call as JSON: `{"method", "token", "args", "loose"}`, with the arguments by their names in the
SDK and bytes as `{"base64"}`. A loose call leaves out the arguments that the method does not have. Each line of output
is `{"result"}` or `{"error": {"name", "message"}}`. The first argument of the program is the address of the service.
"""

import asyncio
import base64
import inspect
import json
import sys
import typing

from pydantic import ConfigDict, TypeAdapter
from pydantic_core import to_jsonable_python

from meshagent.api import client as sdk
from meshagent.api import files
from meshagent.api.client import Meshagent
from meshagent.api.participant_token import ParticipantToken

FILES = "FilesClient."


def find(client, method, args):
    """The method, the class that declares it and the module in which its annotations are read."""
    if not method.startswith(FILES):
        return getattr(client, method), Meshagent, sdk
    # Where files are is three arguments of the operation, and an object of the SDK.
    names = ("project_id", "kind", "name")
    target = client.files.for_target(files.FilesTarget(**{name: args.pop(name) for name in names}))
    return getattr(target, method.removeprefix(FILES)), files.TargetFilesClient, files


def plain(value):
    """JSON with bytes in it as Python values."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        if set(value) == {"base64"}:
            return base64.b64decode(value["base64"])
        return {name: plain(item) for name, item in value.items()}
    return value


def typed(args, function, module):
    """Arguments as what the SDK annotates them with: models, times and so on."""
    hints = typing.get_type_hints(function, vars(module))
    config = ConfigDict(arbitrary_types_allowed=True)
    made = {}
    for name, value in args.items():
        hint = hints[name]
        is_model = inspect.isclass(hint) and hasattr(hint, "model_validate")
        # A model has a configuration of its own.
        adapter = TypeAdapter(hint) if is_model else TypeAdapter(hint, config=config)
        made[name] = adapter.validate_python(value)
    return made


async def gather(value):
    """What a call came to; of a stream, all of it."""
    if not hasattr(value, "__aiter__"):
        return await value
    return [item async for item in value]


def shown(result):
    """A result as JSON, with the names that the API has."""
    if isinstance(result, list) and result and isinstance(result[0], bytes):
        result = b"".join(result)
    if isinstance(result, bytes):
        return {"base64": base64.b64encode(result).decode()}
    if isinstance(result, ParticipantToken):
        return result.to_json()
    return to_jsonable_python(result, by_alias=True)


async def call(client, method, args, loose):
    args = plain(args)
    bound, owner, module = find(client, method, args)
    function = getattr(owner, bound.__name__)
    if loose:
        known = inspect.signature(function).parameters
        args = {name: value for name, value in args.items() if name in known}
    return shown(await gather(bound(**typed(args, function, module))))


async def main(url):
    clients = {}
    for line in sys.stdin:
        asked = json.loads(line)
        token = asked["token"]
        if token not in clients:
            clients[token] = Meshagent(base_url=url, token=token)
        try:
            answer = {"result": await call(clients[token], asked["method"], asked["args"], asked["loose"])}
        # Whatever a call fails with is its outcome.
        except Exception as error:
            answer = {"error": {"name": type(error).__name__, "message": str(error)}}
        print(json.dumps(answer), flush=True)
    for client in clients.values():
        await client.close()


asyncio.run(main(sys.argv[1]))
