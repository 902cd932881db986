namespace SmartDairy.Cli;

/// <summary>Exit codes of <c>smartdairy</c>, the same for every command.</summary>
internal static class ExitCodes
{
    /// <summary>Success.</summary>
    public const int Success = 0;

    /// <summary>Completed with a negative result: a check failed, a target was missed or messages were rejected.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The server could not be reached or answered unexpectedly.</summary>
    public const int Unreachable = 3;

    /// <summary>The key is missing, unknown or not permitted to do this.</summary>
    public const int Denied = 4;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 130;

    /// <summary>Help text; the first line is the description of the program.</summary>
    public const string Help = """
        Smart Dairy: simulate a farm, check an installation, measure it.

        Exit codes:
          0  success
          1  completed with a negative result: a check failed, a target was missed or messages were rejected
          2  the command line is wrong
          3  the server could not be reached or answered unexpectedly
          4  the key is missing, unknown or not permitted to do this
          130  interrupted
        """;
}
