namespace SmartDairy.Cli.Doctor;

/// <summary>Result of one check of <c>doctor</c>.</summary>
/// <param name="Verdict"><c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record CheckResult(string Name, string Verdict, string Detail, string? Advice)
{
    public const string OkVerdict = "ok";
    public const string WarnVerdict = "warn";
    public const string FailVerdict = "fail";

    public static CheckResult Ok(string name, string detail) => new(name, OkVerdict, detail, null);

    public static CheckResult Warn(string name, string detail, string advice) => new(name, WarnVerdict, detail, advice);

    public static CheckResult Fail(string name, string detail, string advice) => new(name, FailVerdict, detail, advice);
}
