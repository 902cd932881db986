using System.Text.RegularExpressions;
using Xunit;

namespace SmartDairy.Architecture.Tests;

public sealed partial class FileTests
{
    private const int MaxLines = 400;

    private static readonly string[] Sources = ["src/", "api/", "silo/"];

    private static IEnumerable<string> Code => Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        // printed from the code
        var files =
            Repository.Files.Where(file => Sources.Any(source => file.StartsWith(source, StringComparison.Ordinal))
            && WrittenByHand().IsMatch(file) && file != "api/schema.graphql");
        Assert.DoesNotContain(
            files.Select(file => (file, Lines: Repository.Read(file).AsSpan().Count('\n'))), found => found.Lines > MaxLines);
    }

    [Fact]
    public void No_file_is_named_after_nothing() => Assert.DoesNotContain(Code, file => Meaningless().IsMatch(file));

    [Theory]
    [InlineData("src/A/DeviceManager.cs", true)]
    [InlineData("src/A/Util.cs", true)]
    [InlineData("src/A/StringUtils.cs", true)]
    [InlineData("src/A/ItemHelper.Values.cs", true)]
    [InlineData("src/Common/Device.cs", false)]
    [InlineData("src/A/Managerial.cs", false)]
    public void Names_are_judged_by_their_end(string file, bool meaningless) => Assert.Equal(meaningless, Meaningless().IsMatch(file));

    [Fact]
    public void Log_events_have_numbers_of_their_own_in_the_whole_process()
    {
        var events = from file in Code
                     where !file.StartsWith("tests/", StringComparison.Ordinal)
                     from Match match in LogEvent().Matches(Repository.Read(file))
                     group file by match.Groups["id"].Value;
        Assert.Empty(events.Where(group => group.Count() > 1).Select(group => $"{group.Key} in {string.Join(", ", group)}"));
    }

    [Fact]
    public void Log_events_are_found_however_they_are_written()
    {
        var ids = LogEvent()
            .Matches(
                "[LoggerMessage(12, LogLevel.X, \"\")] [LoggerMessage(Level = LogLevel.Y,\n Message = \"a (b)\", EventId = 13)] [LoggerMessage( EventId = 14 )]");
        Assert.Equal(["12", "13", "14"], ids.Select(match => match.Groups["id"].Value));
    }

    [Fact]
    public void Orleans_writes_code_for_every_project_that_declares_something_for_it()
    {
        var projects = Code.Where(file => ForOrleans().IsMatch(Repository.Read(file))).Select(Project).Distinct();
        Assert.DoesNotContain(projects, project => !Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.csproj")
            .Any(file => File.ReadAllText(file).Contains("<PackageReference Include=\"Microsoft.Orleans.Sdk\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on()
    {
        var found = from file in Repository.Files
                    where !Binary().IsMatch(file)
                    let text = Repository.Read(file)
                    where !text.Contains('\0')
                    from Match match in Foreign().Matches(text)
                    select $"{file}: {match.Value}";
        Assert.Empty(found.Take(20));
    }

    [Theory]
    [InlineData("see /ho" + "me/someone/project", true)]
    [InlineData("C:\\Us" + "ers\\someone", true)]
    [InlineData("/Us" + "ers/someone/project", true)]
    [InlineData("/wo" + "rk/main", true)]
    [InlineData("https://api.nu" + "get.org/v3/index.json", true)]
    [InlineData("https://registry.np" + "mjs.org/x", true)]
    [InlineData("/ho" + "me", false)]
    [InlineData("https://example.org/network/mains", false)]
    public void A_foreign_place_would_be_found(string text, bool foreign) => Assert.Equal(foreign, Foreign().IsMatch(text));

    private static string Project(string file)
    {
        for (var folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj").Any())
            {
                return folder;
            }
        }

        return "";
    }

    [GeneratedRegex(@"\.(cs|ts|tsx|js|mjs|css|graphql|sql|sh)$")]
    private static partial Regex WrittenByHand();

    [GeneratedRegex(@"(Manager|Helper|Helpers|Util|Utils|Common)(\.[A-Za-z]+)?\.cs$")]
    private static partial Regex Meaningless();

    [GeneratedRegex(@"^\s*\[(GenerateSerializer|Immutable|RegisterSerializer|RegisterCopier|RegisterConverter|GenerateMethodSerializers)\b|^[^""\r\n]*\b(class|interface)\s.*:.*\b(Grain(<.*>)?|IGrainWith\w+|IGrainObserver|IGrainExtension)\b", RegexOptions.Multiline)]
    private static partial Regex ForOrleans();

    [GeneratedRegex(@"\[LoggerMessage\s*\((?:\s*(?<id>\d+)\b|[^\]]*?\bEventId\s*=\s*(?<id>\d+))")]
    private static partial Regex LogEvent();

    // Written in pieces, so that this file does not find itself.
    [GeneratedRegex("(?:/ho" + "me/[a-z]|/Us" + @"ers/[A-Za-z]|[A-Z]:\\+Us" + @"ers\\|/ro" + "ot/|(?<![A-Za-z0-9_.-])/wo" + "rk/[a-z]|nu"
        + @"get\.org/v3|registry\.np" + @"mjs\.org|registry\.ya" + @"rnpkg\.com|pkgs\.dev\.az" + "ure|file://" + "/[a-z])")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"\.(png|jpg|jpeg|gif|ico|woff2?|ttf|db|gz|zip|dll|wasm|webp|pdf)$")]
    private static partial Regex Binary();
}
