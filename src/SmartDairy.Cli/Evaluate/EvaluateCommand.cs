using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using SmartDairy.Evaluation;
using SmartDairy.Evaluation.Reports;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Cli.Evaluate;

/// <summary><c>smartdairy evaluate</c>: evaluates the detectors on a simulated herd with known truth.</summary>
internal static class EvaluateCommand
{
    private const int MaxSeeds = 1_000;

    private static readonly JsonSerializerOptions Published = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private const string Description = """
        Evaluates the detectors on a simulated herd with known truth: heat, mastitis, illness, calving, lost collars, heat stress.

        A herd is simulated, its messages go through the server's decoder, folds and detectors, and their findings are compared with the
        truth. Simple detectors from the literature run beside ours; the last column has their published field figures, to show whether
        the herd is as hard as a real one. Intervals are Wilson's, at 95 %. The matching rules are in docs/evaluation.md; the herd's
        parameters are in parameters/herd.json and may be overridden.

        Seeds 1 to 100 are for tuning. Published figures use seeds 1,000 and up.

        Examples:
          smartdairy evaluate --seed 1000
          smartdairy evaluate --seeds 1000-1009 --cows 500 --days 120 --svg curves
          smartdairy evaluate --seed 1000 --noise 2 --json
        """;

    public static Command Create(Terminal terminal)
    {
        var seed = new Option<int>("--seed")
        { Description = "Seed of the herd.", DefaultValueFactory = _ => 1000, HelpName = "N" }.Within(0, int.MaxValue);
        var seeds = new Option<string?>("--seeds") { Description = "Several herds, first and last seed.", HelpName = "A-B" };
        var cows = new Option<int>("--cows") { Description = "Cows.", DefaultValueFactory = _ => 500, HelpName = "N" }.Within(10, 5_000);
        var days = new Option<int>("--days") { Description = "Days.", DefaultValueFactory = _ => 120, HelpName = "N" }.Within(30, 730);
        var sensors = new Option<int>("--sensors")
        { Description = "Environmental sensors, in barns of twelve.", DefaultValueFactory = _ => 96, HelpName = "N" }.Within(12, 1_200);
        var parameters = new Option<string?>("--parameters")
        { Description = "Herd parameters that override parameters/herd.json.", HelpName = "FILE" };
        var noise = new Option<double?>("--noise")
        { Description = "Multiplies the noise of the parameters.", HelpName = "X" }.Within(0, 10);
        var svg = new Option<string?>("--svg") { Description = "Draws curves into this directory.", HelpName = "DIR" };
        var detectors = new Option<string[]>("--detectors")
        {
            Description = "Only these rows, by the beginning of their names, e.g. heat,mastitis.",
            HelpName = "NAME,…",
            CustomParser = argument =>
                [.. argument.Tokens.SelectMany(
                    token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };
        detectors.Validators.Add(result =>
        {
            foreach (var name in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (!HerdEvaluation.Detectors.Any(detector => detector.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                {
                    result.AddError($"No detector begins with '{name}'; there are {string.Join(", ", HerdEvaluation.Detectors)}.");
                }
            }
        });
        var publish = new Option<string?>("--publish")
        { Description = "Writes the figures that a server shows beside its detectors, as docs/evaluation.json.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command =
            ExtendedHelpAction.SetDescription(new Command("evaluate")
            { seed, seeds, cows, days, sensors, parameters, noise, detectors, svg, publish, json }, Description);
        command.SetAction((parse, cancellationToken) =>
        {
            var herdParameters = LoadParameters(parse.GetValue(parameters));
            if (parse.GetValue(noise) is { } times)
            {
                herdParameters = herdParameters with { Noise = Math.Min(10, herdParameters.Noise * times) };
            }

            var options = new EvaluationOptions
            {
                Cows = parse.GetValue(cows),
                Days = parse.GetValue(days),
                Sensors = parse.GetValue(sensors),
                Parameters = herdParameters
            };
            var herds = ParseSeeds(parse.GetValue(seeds), parse.GetValue(seed));
            var directory = parse.GetValue(svg);
            if (directory is not null)
            {
                Directory.CreateDirectory(directory);
            }

            terminal.WriteStatus($"Simulating {herds.Count} herd(s) of {options.Cows} cows over {options.Days} days");
            var result =
                EvaluationResult.Run(herds, options, share =>
                    terminal.ShowProgress(string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %")), cancellationToken);
            terminal.EndProgress();
            var report = EvaluationReport.Create(result).FilterDetectors(parse.GetValue(detectors) ?? []);
            if (parse.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                EvaluationTable.Print(result, report, terminal);
            }

            if (directory is not null)
            {
                Draw(directory, result, terminal);
            }

            if (parse.GetValue(publish) is { } file)
            {
                File.WriteAllText(file, JsonSerializer.Serialize(PublishedAccuracy.Create(result), Published) + "\n");
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Draw(string directory, EvaluationResult result, Terminal terminal)
    {
        foreach (var target in result.Scores.Select(score => score.Target).Distinct())
        {
            if (DetectionCurveChart.Render(target, result) is { } picture)
            {
                Write(Path.Combine(directory,
                    $"{string.Concat(target.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}.svg"), picture, terminal);
            }
        }

        if (result.Seeds.Select(seed => seed.Example).FirstOrDefault(example => example is not null) is { } heat)
        {
            Write(Path.Combine(directory, "one-heat.svg"), EstrusChart.Render(heat), terminal);
        }
    }

    private static void Write(string file, string picture, Terminal terminal)
    {
        File.WriteAllText(file, picture);
        terminal.WriteStatus($"Drew {file}");
    }

    private static HerdParameters LoadParameters(string? file)
    {
        if (file is null)
        {
            return HerdParameters.Default;
        }

        try
        {
            return HerdParameters.Load(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HerdParametersException)
        {
            throw new ApiException(ExitCodes.Usage, $"--parameters {file}: {e.Message}");
        }
    }

    private static IReadOnlyList<int> ParseSeeds(string? range, int single)
    {
        if (range is null)
        {
            return [single];
        }

        var parts = range.Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var last)
            && first >= 0 && last >= first && last - first < MaxSeeds
            ? [.. Enumerable.Range(first, last - first + 1)]
            : throw new ApiException(
                ExitCodes.Usage, $"--seeds '{range}' is not first-last, such as 1000-1009, of at most {MaxSeeds:N0} herds.");
    }
}
