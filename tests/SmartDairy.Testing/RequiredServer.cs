namespace SmartDairy.Testing;

/// <summary>A server that a test cannot do without: missing on a laptop it skips the test, in CI it fails it.</summary>
public static class RequiredServer
{
    /// <param name="installed">Whether it is there.</param>
    /// <param name="missing">What to say when it is not, with how to install it.</param>
    public static void Check(bool installed, string missing)
    {
        if (!installed)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null or "", missing);
            Assert.Fail($"{missing}, and this is CI");
        }
    }
}
