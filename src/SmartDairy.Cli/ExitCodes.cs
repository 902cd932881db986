namespace SmartDairy.Cli;

/// <summary>What <c>smartdairy</c> returns; the same for every command.</summary>
internal static class ExitCodes
{
    /// <summary>Done as asked.</summary>
    public const int Success = 0;

    /// <summary>Ran to its end and found fault: a check failed, a target was missed, messages were refused.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The server could not be reached or answered something else than expected.</summary>
    public const int Unreachable = 3;

    /// <summary>The key is missing, unknown, or may not do this.</summary>
    public const int Denied = 4;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 130;

    /// <summary>The first line describes the program.</summary>
    public const string Help = """
        Smart Dairy: simulate a farm, check an installation, measure it.

        Exit codes:
          0  done as asked
          1  ran to its end and found fault: a check failed, a target was missed, messages were refused
          2  the command line is wrong
          3  the server could not be reached, or answered something unexpected
          4  the key is missing, unknown, or may not do this
          130  interrupted
        """;
}
