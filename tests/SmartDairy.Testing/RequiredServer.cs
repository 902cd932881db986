namespace SmartDairy.Testing;

/// <summary>A server that a test cannot do without: missing on a laptop it skips the test, in CI it fails it.</summary>
public static class RequiredServer
{
    /// <param name="installed">Whether it is there.</param>
    /// <param name="missingMessage">What to say when it is not, with how to install it.</param>
    public static void SkipOrFailIfMissing(bool installed, string missingMessage)
    {
        if (!installed)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null or "", missingMessage);
            Assert.Fail($"{missingMessage}, and this is CI");
        }
    }
}
