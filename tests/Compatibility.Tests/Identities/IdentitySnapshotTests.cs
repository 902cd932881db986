namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>
/// The committed file says under which names data is stored and calls cross the wire. A rename in C# leaves it as it is. Away from CI
/// the file is rewritten, so that a change shows up in the diff.
/// </summary>
public sealed class IdentitySnapshotTests
{
    private const string Explanation =
        "tests/Compatibility.Tests/Identities/identities.txt differs from the code. Databases and nodes of released versions know the "
        + "committed names. A line that changed or went is an error: never change an alias, an id or a stored name. After a rename in C# "
        + "keep the name of before by [Alias] on a wire type or method, [GrainType] on a grain class, [JsonPropertyName] or "
        + "[JsonStringEnumMemberName] on what is stored as JSON. Lines that are only added are right: run the test without CI=true and "
        + "commit the file.";

    private static readonly string Path = System.IO.Path.Combine(Repository.Project, "Identities", "identities.txt");

    [Fact]
    public async Task Stored_names_and_wire_names_are_those_that_were_released()
    {
        var actual = Text();
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            var committed = File.Exists(Path) ? await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken) : "";
            Assert.True(committed == actual, $"{Explanation}\n{Difference(committed, actual)}");
            return;
        }

        await File.WriteAllTextAsync(Path, actual, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_grain_class_says_its_type() => Assert.Empty(GrainIdentities.Unnamed());

    private static string Text() => string.Concat(new[]
    {
        ("Wire types and grain interfaces, by alias", WireTypes.Lines()),
        ("Grains, as a silo tells them to others", GrainIdentities.Lines()),
        ("What is stored as JSON", StoredJsonForms.Lines()),
        ("Enumerations", Enumerations.Lines()),
        ("Scripts of the stores", Migrations.Lines()),
    }.Select(section => $"# {section.Item1}\n\n{string.Concat(section.Item2.Select(line => line + "\n"))}\n")).TrimEnd('\n') + "\n";

    private static string Difference(string committed, string actual)
    {
        var (before, after) = (Placed(committed), Placed(actual));
        var (gone, come) = (before.Except(after).Select(line => $"gone: {line}"), after.Except(before).Select(line => $"new:  {line}"));
        return string.Join('\n', gone.Concat(come).Take(40));
    }

    /// <summary>Each line with the heading that it stands below.</summary>
    private static List<string> Placed(string text)
    {
        var (lines, heading) = (new List<string>(), "");
        foreach (var line in text.Split('\n'))
        {
            heading = line.StartsWith(' ') ? heading : line;
            lines.Add(line.StartsWith(' ') ? $"{heading} /{line[1..]}" : line);
        }

        return lines;
    }
}
