"""Holds commands of the AWS CLI, one a line on standard input, to the models of botocore: the operation has to exist,
every option has to be one of its members, none that it needs may be missing, and what is asked of the answer has to
begin with something that the answer has. Prints how many there were, then what is wrong."""
import re
import shlex
import sys

import botocore.session
import jmespath
from botocore import xform_name

# Commands and options that the CLI adds to its models, and services that it calls otherwise.
CUSTOM = {
    ("logs", "tail"): {"since", "filter-pattern"},
    ("eks", "update-kubeconfig"): {"name", "alias"},
    ("cloudfront", "create-invalidation"): {"distribution-id", "paths"},
}
GLOBAL = {"region", "query", "output", "cli-connect-timeout", "cli-read-timeout", "max-items", "endpoint-url"}
SERVICES = {"s3api": "s3", "configservice": "config"}

session = botocore.session.get_session()
services = {}


def operations(name):
    if name not in services:
        model = session.get_service_model(SERVICES.get(name, name))
        services[name] = {xform_name(one, "-"): model.operation_model(one) for one in model.operation_names}
    return services[name]


def waited(service, waiter):
    """The operation that a waiter asks again and again; none if there is no such waiter."""
    model = session.get_waiter_model(SERVICES.get(service, service))
    names = {xform_name(one, "-"): one for one in model.waiter_names}
    return xform_name(model.get_waiter(names[waiter]).operation, "-") if waiter in names else None


def answered(query, operation):
    """What is wrong with a question about the answer; none if nothing is."""
    jmespath.compile(query)
    first = re.search(r"(?<![\w'])([A-Za-z]\w*)\b(?!\()", query)
    members = operation.output_shape.members if operation.output_shape else {}
    return None if first and first.group(1) in members else f"the answer has no {query}"


def fault(words):
    service, operation = words[1], words[2]
    given = [word[2:].split("=")[0] for word in words[3:] if word.startswith("--")]
    if (service, operation) in CUSTOM:
        wrong = set(given) - CUSTOM[(service, operation)] - GLOBAL
        return f"no such option: {sorted(wrong)}" if wrong else None
    if operation == "wait":
        operation = waited(service, words[3])
    known = operations(service)
    if operation not in known:
        return "no such operation"
    shape = known[operation].input_shape
    members = {}
    for name, member in (shape.members if shape else {}).items():
        members[xform_name(name, "-")] = name
        if member.type_name == "boolean":
            members["no-" + xform_name(name, "-")] = name
    wrong = [one for one in given if one not in members and one not in GLOBAL]
    if wrong:
        return f"no such option: {wrong}"
    named = {members[one] for one in given if one in members}
    missing = [name for name in (shape.required_members if shape else []) if name not in named]
    if missing:
        return f"nothing for: {missing}"
    return answered(words[words.index("--query") + 1], known[operation]) if "--query" in words else None


def inner(line):
    """The commands within `$( )` of a line, the innermost first, and the line without them."""
    found = []
    while "$(" in line:
        start = line.rindex("$(")
        depth, quote, at = 1, "", start + 2
        while depth:
            letter = line[at]
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "'\"":
                quote = letter
            else:
                depth += {"(": 1, ")": -1}.get(letter, 0)
            at += 1
        found.append(line[start + 2 : at - 1])
        line = line[:start] + "VALUE" + line[at:]
    return found, line


def commands(line):
    within, outer = inner(line)
    for text in within + re.split(r"; do |; done|; (?=aws )| && (?=aws |terraform |echo )| \| (?=(?:aws|base64|grep|tr) )", outer):
        start = re.search(r"(?:^|^until |^[A-Z]+=)(aws .*)", text.strip())
        if start:
            yield start.group(1).split("   #")[0]


count = 0
faults = []
for line in sys.stdin:
    for command in commands(line.strip()):
        count += 1
        try:
            wrong = fault(shlex.split(command))
        except Exception as e:  # an unknown service or waiter, quotes that do not close
            wrong = f"{type(e).__name__}: {e}"
        if wrong:
            faults.append(f"{command}: {wrong}")
print(count)
for one in faults:
    print(one)
