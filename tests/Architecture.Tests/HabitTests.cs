using System.Text.RegularExpressions;
using Xunit;

namespace SmartDairy.Architecture.Tests;

/// <summary>Habits of CONTRIBUTING.md that a compiler does not check.</summary>
public sealed partial class HabitTests
{
    private const int MaxColumns = 140;

    private const string LongLinesFile = "tests/Architecture.Tests/long-lines.txt";

    private static IEnumerable<string> Code => Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void Lines_over_140_columns_only_become_fewer()
    {
        var actual = Code.Select(file => (File: file, Count: CountLongLines(Repository.Read(file)))).Where(entry => entry.Count > 0)
            .ToDictionary(entry => entry.File, entry => entry.Count, StringComparer.Ordinal);
        var listed = Repository.Read(LongLinesFile).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2))
            .ToDictionary(
                parts => parts[1], parts => int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var grown = actual.Where(entry => entry.Value > listed.GetValueOrDefault(entry.Key))
            .Select(entry =>
                $"{entry.Key} has {entry.Value} lines over {MaxColumns} columns, {listed.GetValueOrDefault(entry.Key)} are listed: break them");
        Assert.Empty(grown);
        var shrunk = listed.Where(entry => actual.GetValueOrDefault(entry.Key) < entry.Value).ToArray();
        if (shrunk.Length > 0 && Environment.GetEnvironmentVariable("CI") != "true")
        {
            var lines = actual.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Value} {entry.Key}\n");
            File.WriteAllText(Path.Combine(Repository.Root, LongLinesFile), string.Concat(lines));
            return;
        }

        Assert.Empty(
            shrunk.Select(
                entry => $"{entry.Key} has fewer long lines than {LongLinesFile} lists: run this test without CI and commit the file"));
    }

    [Fact]
    public void Long_line_is_counted_once_whatever_ends_it()
    => Assert.Equal(1, CountLongLines($"short\r\n{new string('x', 141)}\r\n{new string('x', 140)}\r\n"));

    [Fact]
    public void Project_outside_the_tests_has_a_readme()
    {
        var projects =
            Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)
            && !file.StartsWith("tests/", StringComparison.Ordinal));
        Assert.Empty(
            projects.Select(project => $"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/README.md").Except(Repository.Files));
    }

    [Fact]
    public void Type_name_holds_no_retired_word()
    {
        var found = from file in Code
                    from Match match in TypeDeclaration().Matches(Repository.Read(file))
                    where IsRetired(match.Groups["name"].Value)
                    select $"{file}: {match.Groups["name"].Value}";
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("HerdDesk", true)]
    [InlineData("IVoice", true)]
    [InlineData("RuleBookGrain", true)]
    [InlineData("HerdBookGrain", false)]
    [InlineData("HerdBookTests", false)]
    [InlineData("Watchdog", false)]
    [InlineData("RollingRestart", false)]
    public void Retired_word_is_found_as_a_whole_word(string name, bool retired) => Assert.Equal(retired, IsRetired(name));

    private static int CountLongLines(string text) => text.Split('\n').Count(line => line.TrimEnd('\r').Length > MaxColumns);

    private static bool IsRetired(string name) => RetiredWord().IsMatch(name);

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    // Words of a private language that the glossary has replaced; a book is a herd book only.
    [GeneratedRegex(@"(?:Desk|Door|Ear|Tail|Roll|Fate|News|Draft|Past|Watch|Sight|Turn|Pulse|Rider|Lane|Caretaker|Standing|Wake|Told|Beat|Glimpse|Stay|Annals"
        + @"|Chronicle|Mishap|Voice|Telling|Happenings|Shown|Paper|Manager|Helper|Util|Utils|(?<!Herd)Books?)(?![a-z])",
        RegexOptions.CultureInvariant)]
    private static partial Regex RetiredWord();
}
