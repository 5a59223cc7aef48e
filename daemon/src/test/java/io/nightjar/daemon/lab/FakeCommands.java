package io.nightjar.daemon.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine that only writes down what it is told. Answers are given by the beginning of a command, the latest one first; anything
 * else succeeds and prints nothing. A program that should run on becomes a real process that waits.
 */
final class FakeCommands implements Commands {

    private final List<Command> received = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private final Map<String, CommandResult> answers = new LinkedHashMap<>();

    FakeCommands answer(String beginning, String output) {
        return answer(beginning, new CommandResult(0, output, ""));
    }

    FakeCommands answer(String beginning, CommandResult result) {
        answers.remove(beginning);
        answers.put(beginning, result);
        return this;
    }

    List<Command> received() {
        return List.copyOf(received);
    }

    List<String> started() {
        return List.copyOf(started);
    }

    @Override
    public CommandResult run(Command command) {
        received.add(command);
        CommandResult result = new CommandResult(0, "", "");
        for (Map.Entry<String, CommandResult> answer : answers.entrySet()) {
            if (command.toString().startsWith(answer.getKey())) {
                result = answer.getValue();
            }
        }
        return result;
    }

    @Override
    public Process start(List<String> words, Map<String, String> environment, Path log) {
        started.add(String.join(" ", words) + " " + environment);
        return new HostCommands().start(List.of("sh", "-c", "echo started; exec tail -f /dev/null"), environment, log);
    }
}
