using SmartDairy.Simulator.Parameters;
using Xunit;

namespace SmartDairy.Simulator.Tests.Parameters;

public sealed class HerdParametersTests
{
    [Fact]
    public void Members_missing_in_a_file_have_default_values()
    {
        var read = HerdParameters.Parse("""{ "noise": 2, "estrus": { "hours": { "mean": 12 }, "source": "my own cows" } }""");
        Assert.Equal(2, read.Noise);
        Assert.Equal(HerdParameters.Default.Estrus.Hours with { Mean = 12 }, read.Estrus.Hours);
        Assert.Equal(HerdParameters.Default.Estrus.Cycle, read.Estrus.Cycle);
        Assert.Equal(HerdParameters.Default.Milk.A, read.Milk.A);
    }

    [Fact]
    public void The_default_text_is_a_complete_file()
    {
        var read = HerdParameters.Parse(HerdParameters.DefaultText());
        Assert.Equal(HerdParameters.Default.Mastitis.CasesPerYear, read.Mastitis.CasesPerYear);
        Assert.Equal(HerdParameters.Default.Collars, read.Collars);
    }

    [Fact]
    public void All_errors_are_listed_with_path_and_allowed_range()
    {
        var error = Assert.Throws<HerdParametersException>(() => HerdParameters.Parse(
            """
            {
              "noise": -1,
              "estrus": { "silnt": 0.1, "hours": { "mean": 100 }, "cycle": { "least": 30 } },
              "milk": { "a": [1, 2], "dayNoise": "much" },
              "lamenes": {}
            }
            """));
        Assert.Equal(
        [
            "cycle", "dayNoise", "hours", "lamenes", "milk.a", "noise", "silnt",
        ], error.Errors.Select(Subject).Order(StringComparer.Ordinal));
        Assert.Contains("noise is -1; allowed is 0 to 10.", error.Errors);
        Assert.Contains("estrus.silnt is unknown; the nearest known name is silent.", error.Errors);
        Assert.Contains("lamenes is unknown; the nearest known name is lameness.", error.Errors);
        Assert.Contains("estrus.hours.mean is 100; allowed is 1 to 48.", error.Errors);
        Assert.Contains("estrus.cycle must have least ≤ mean ≤ most; the values are 30, 21 and 32.", error.Errors);
        Assert.Contains("milk.a must be a list of 3 numbers.", error.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "cows": 3 }""")]
    [InlineData("""{ "noise": NaN }""")]
    [InlineData("""{ "noise": null }""")]
    public void An_invalid_parameter_file_is_refused(string text)
    => Assert.NotEmpty(Assert.Throws<HerdParametersException>(() => HerdParameters.Parse(text)).Errors);

    private static string Subject(string error) =>
        new[] { "silnt", "hours", "cycle", "milk.a", "dayNoise", "lamenes", "noise" }.First(
            name => error.Split(' ')[0].Contains(name, StringComparison.Ordinal));
}
