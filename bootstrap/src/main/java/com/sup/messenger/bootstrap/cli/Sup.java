package com.sup.messenger.bootstrap.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line `sup`. No output has a token, a key or the content of a message.
///
/// Exit codes: 0 if all is well, 1 if the answer is bad or there is none, 2 for wrong arguments.
@Command(
    name = "sup",
    mixinStandardHelpOptions = true,
    description = "Asks a running SUP Messenger. Without a command, or with run, starts one.",
    subcommands = CommandLine.HelpCommand.class)
public final class Sup implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Sup() {}

  /// Runs a command.
  ///
  /// @return the exit code of the process
  public static int run(Terminal terminal, String... arguments) {
    return line(terminal).execute(arguments);
  }

  static CommandLine line(Terminal terminal) {
    CommandLine config =
        new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCheckCommand(terminal));
    CommandLine line =
        new CommandLine(new Sup())
            .addSubcommand(config)
            .addSubcommand(new TokenCommand(terminal))
            .addSubcommand(new HealthCommand(terminal))
            .addSubcommand(new UserCommand(terminal))
            .addSubcommand(new MessageCommand(terminal))
            .addSubcommand(new TraceCommand(terminal))
            .addSubcommand(new TopCommand(terminal));
    return line.setOut(terminal.out())
        .setErr(terminal.out())
        .setExecutionExceptionHandler(Sup::fail);
  }

  // A call that fails is an answer, and no fault of this program.
  private static int fail(Exception failure, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof CallFailedException) {
      line.getErr().println(failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
