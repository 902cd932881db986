using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using SmartDairy.Configuration;

namespace SmartDairy.Hosting.Tests.Configuration;

public sealed class OptionsReaderTests
{
    private enum Color
    {
        Red,
        Blue,
    }

    [Fact]
    public void A_section_is_bound_with_the_sections_within_it()
    {
        var (options, errors) = Read(
            ("Barn:Cows", " 7 "), ("Barn:Color", "blue"), ("Barn:Names:0", "a"), ("Barn:Names:1", "b"), ("Barn:Gate:Wait", "00:00:05"),
            ("Barn:Gate:Share", "0.5"));
        Assert.Empty(errors);
        Assert.Equal((7, Color.Blue), (options.Cows, options.Color));
        Assert.Equal(["a", "b"], options.Names);
        Assert.Equal((TimeSpan.FromSeconds(5), 0.5), (options.Gate.Wait, options.Gate.Share));
    }

    [Fact]
    public void A_list_may_be_given_with_commas() => Assert.Equal(["a", "b"], Read(("Barn:Names", "a, b,")).Options.Names);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_value_counts_as_not_set(string blank)
    {
        var (options, errors) = Read(("Barn:Cows", blank), ("Barn:Color", blank), ("Barn:Label", blank));
        Assert.Empty(errors);
        Assert.Equal((3, Color.Red, null), (options.Cows, options.Color, options.Label));
    }

    [Theory]
    [InlineData("Cows", "0", "Barn:Cows is '0'; allowed is a whole number from 1 to 9 (default 3).")]
    [InlineData("Cows", "many", "Barn:Cows is 'many'; allowed is a whole number from 1 to 9 (default 3).")]
    [InlineData("Cows", "99999999999", "Barn:Cows is '99999999999'; allowed is a whole number from 1 to 9 (default 3).")]
    [InlineData("Color", "1", "Barn:Color is '1'; allowed is Red or Blue (default Red).")]
    [InlineData("Label", "x y", "Barn:Label is 'x y'; allowed is one word.")]
    [InlineData("Gate:Share", "2", "Barn:Gate:Share is '2'; allowed is a number from 0 to 1 (default 0.1).")]
    [InlineData("Gate:Wait", "later", "Barn:Gate:Wait is 'later'; allowed is a time from 00:00:01 to 00:01:00 (default 00:00:02).")]
    [InlineData("Gate:Wait", "00:02:00", "Barn:Gate:Wait is '00:02:00'; allowed is a time from 00:00:01 to 00:01:00 (default 00:00:02).")]
    [InlineData("Names", "none", "Barn:Names has 'none'; allowed are names of animals.")]
    public void A_wrong_value_is_reported_with_its_key_and_what_is_allowed(string key, string value, string error)
        => Assert.Equal([error], Read(($"Barn:{key}", value)).Errors);

    [Fact]
    public void All_errors_are_collected()
    {
        var reader = new OptionsReader(Configure(("Barn:Cows", "0"), ("Barn:Color", "green"), ("Barn:Gate:Share", "x")));
        reader.Read<BarnOptions>("Barn");
        reader.AddError("Barn and byre go together.");
        Assert.Equal(4, Assert.Throws<InvalidConfigurationException>(reader.ThrowIfInvalid).Errors.Count);
    }

    [Fact]
    public void Defaults_are_valid() => Assert.Empty(Read().Errors);

    private static (BarnOptions Options, IReadOnlyList<string> Errors) Read(params (string Key, string Value)[] values)
    {
        var reader = new OptionsReader(Configure(values));
        return (reader.Read<BarnOptions>("Barn"), reader.Errors);
    }

    private static IConfiguration Configure(params (string Key, string Value)[] values)
        => new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value))).Build();

    private sealed class BarnOptions : IValidatableObject
    {
        [Range(1, 9)]
        public int Cows { get; set; } = 3;

        public Color Color { get; set; }

        [RegularExpression("^[a-z]*$", ErrorMessage = "one word")]
        public string? Label { get; set; }

        public IReadOnlyList<string> Names { get; set; } = [];

        public GateOptions Gate { get; } = new();

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
            => Names.Where(name => name == "none")
                .Select(name => new ValidationResult($"has '{name}'; allowed are names of animals.", [nameof(Names)]));
    }

    private sealed class GateOptions
    {
        [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
        public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(2);

        [Range(0.0, 1.0)]
        public double Share { get; set; } = 0.1;
    }
}
