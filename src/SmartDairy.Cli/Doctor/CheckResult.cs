namespace SmartDairy.Cli.Doctor;

/// <summary>One line of the doctor.</summary>
/// <param name="Verdict"><c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
/// <param name="Advice">What to do; null when nothing.</param>
internal sealed record CheckResult(string Name, string Verdict, string Detail, string? Advice)
{
    public const string Good = "ok";
    public const string Doubtful = "warn";
    public const string Bad = "fail";

    public static CheckResult Ok(string name, string detail) => new(name, Good, detail, null);

    public static CheckResult Warn(string name, string detail, string advice) => new(name, Doubtful, detail, advice);

    public static CheckResult Fail(string name, string detail, string advice) => new(name, Bad, detail, advice);
}
