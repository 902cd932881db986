using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Heat;

/// <summary>
/// <c>heat/1</c>: a filter of three states: as ever, restless for another reason (weather, strange company, an open gate), or in estrus. Each hour the odds move by how likely an episode begins or ends and by the likelihood of activity, rumination and
/// temperature against her own hour of the day. The score is the highest logarithm of the odds, at most 12; certainty is the probability it stands for.
/// </summary>
internal static class HeatDetector
{
    private const double MostOdds = 12;

    public static void Step(CowMemory cow, long hour, ref HeatState state)
    {
        var options = cow.Options.Heat;
        var end = Time.Of(hour + 1);
        state.Episode.Forget();
        var prior = CyclePrior.Of(cow, end, state.Last);
        Filter(cow, hour, end, prior, ref state);
        var now = TwoStates.Probability(state.LogOdds);

        if (now < options.Over)
        {
            state.Rise = 0;
        }
        else if (state.Rise == 0)
        {
            state.Rise = Time.Of(hour);
        }

        if (state.Episode.Phase == EpisodePhase.Open)
        {
            Follow(cow, hour, now, ref state);
        }
        else if (now >= options.Tell)
        {
            Begin(cow, hour, ref state);
        }
    }

    private static void Begin(CowMemory cow, long hour, ref HeatState state)
    {
        var options = cow.Options.Heat;
        state.Peak = float.NegativeInfinity;
        state.Episode = new()
        {
            Phase = EpisodePhase.Open,
            Quarter = -1,
            Start = state.Rise,
            DetectedAt = Time.Of(hour + 1),
            ActFrom = state.Rise + (long)(options.ActFromHours * Time.Hour),
            ActUntil = state.Rise + (long)(options.ActUntilHours * Time.Hour),
        };
        Measure(cow, hour, ref state);
    }

    private static void Follow(CowMemory cow, long hour, double now, ref HeatState state)
    {
        if (now >= cow.Options.Heat.Over)
        {
            Measure(cow, hour, ref state);
            return;
        }

        state.Episode.Phase = EpisodePhase.Ended;
        state.Episode.End = Time.Of(hour);
        state.Last = state.Episode.Start;
    }

    private static void Measure(CowMemory cow, long hour, ref HeatState state)
    {
        ref var episode = ref state.Episode;
        var activity = cow.Signs.Mean(Sign.Activity, hour, 3);
        if (activity > state.Peak)
        {
            state.Peak = activity;
            episode.Peak = Time.Of(hour);
            episode.Evidence = Reasons(cow, hour, activity, state.Last);
        }

        if (state.LogOdds > episode.Score || episode.Certainty == 0)
        {
            episode.Score = (float)state.LogOdds;
            episode.Certainty = (float)TwoStates.Probability(state.LogOdds);
        }
    }

    private static Evidence Reasons(CowMemory cow, long hour, float activity, long lastHeat)
    {
        var evidence = default(Evidence);
        var since = cow.CollarSince(hour);
        var usual = cow.Signs.Usual(Series.Activity, hour, since);
        evidence.Add(ReasonCode.Activity, usual * MathF.Exp(activity), usual, activity / 2);
        var rumination = cow.Signs.Mean(Sign.Rumination, hour, 6);
        if (rumination < -0.3)
        {
            evidence.Add(ReasonCode.Rumination, cow.Hours.Rumination(hour), cow.Signs.Usual(Series.Rumination, hour, since), -rumination / 3);
        }

        var warm = cow.Signs.Mean(Sign.Temperature, hour, 3);
        if (warm > 0.2)
        {
            evidence.Add(ReasonCode.Temperature, cow.Hours.Temperature(hour), cow.Signs.Usual(Series.Temperature, hour, since), warm);
        }

        var days = CyclePrior.DaysSince(cow.Life, Time.Of(hour), lastHeat);
        if (double.IsFinite(days))
        {
            evidence.Add(ReasonCode.Cycle, days, cow.Options.Heat.Cycle, Math.Abs(days - cow.Options.Heat.Cycle) < 5 ? 0.3 : -0.1);
        }

        return evidence;
    }

    private static void Filter(CowMemory cow, long hour, long end, double prior, ref HeatState state)
    {
        var options = cow.Options.Heat;
        if (state.Begun == 0 || CyclePrior.IsOutOfQuestion(cow, end))
        {
            (state.Begun, state.Restless) = (1, 0);
            state.LogOdds = TwoStates.LogOdds(prior);
            return;
        }

        var (estrus, restless) = Evidence(cow, hour, end);
        var was = TwoStates.Probability(state.LogOdds);
        var uneasy = state.Restless;
        var calm = Math.Max(0, 1 - was - uneasy);
        var disturbed = options.RestlessRate / 24;
        var inHeat = ((was * (1 - (1 / options.Hours))) + ((calm + uneasy) * prior)) * Math.Exp(estrus);
        var troubled = ((uneasy * (1 - (1 / options.RestlessHours))) + (calm * disturbed)) * Math.Exp(restless);
        var still = (calm * (1 - prior - disturbed)) + (was / options.Hours) + (uneasy / options.RestlessHours);
        state.LogOdds = Math.Clamp(Math.Log(inHeat / (troubled + still)), -MostOdds, MostOdds);
        state.Restless = troubled / (inHeat + troubled + still);
    }

    /// <summary>Logarithms of how much likelier what was told is in estrus, and in restlessness, than on an ordinary day.</summary>
    private static (double Estrus, double Restless) Evidence(CowMemory cow, long hour, long end)
    {
        var options = cow.Options.Heat;
        double rise = cow.Signs.Of(Sign.Activity, hour), spread = cow.Signs.Of(Sign.ActivitySpread, hour);
        if (double.IsNaN(rise) || double.IsNaN(spread))
        {
            return (0, 0);
        }

        var evidence = TwoStates.Evidence(rise, spread, options.Strength, options.StrengthSpread);
        evidence += Shift(cow.Signs.Of(Sign.Rumination, hour), options.MinuteSpread, options.Rumination, options.RuminationSpread, options);
        evidence += Shift(cow.Signs.Of(Sign.Eating, hour), options.MinuteSpread, options.Eating, options.RuminationSpread, options);
        evidence += Shift(Warmer(cow.Signs, hour), options.WarmthSpread, options.Warmth, options.Warmth, options);
        // A cow with fever or without appetite is not in heat unless she also moves more.
        if (!(cow.Signs.Mean(Sign.Activity, hour, options.ActiveHours) > options.ActiveRise))
        {
            evidence = Math.Min(evidence, 0);
        }

        var weight = Disturbed(cow.Life, options, end) ? options.Disturbed : 1;
        var restless = TwoStates.Evidence(rise, spread, options.Restlessness, options.RestlessnessSpread);
        return (weight * Math.Clamp(evidence, -options.Most, options.Most), Math.Clamp(restless, -options.Most, options.Most));
    }

    // Cows that ruminate as ever in heat do so in all its hours, so that what is missing must not add up as what is there does.
    private static double Shift(double value, double sd, double mean, double meanSd, HeatOptions options)
        => double.IsNaN(value) ? 0 : Math.Max(-options.Missing, TwoStates.Evidence(value, sd, mean, meanSd));

    /// <summary>°C more than usual, and more than she was more than usual the day before: whole days are warm or cool for other reasons.</summary>
    private static float Warmer(SignRing signs, long hour)
    {
        var before = signs.Mean(Sign.Temperature, hour - 6, 18);
        return signs.Of(Sign.Temperature, hour) - (float.IsNaN(before) ? 0 : before);
    }

    private static bool Disturbed(LifeLine life, HeatOptions options, long at)
        => life.HoursSince(LifeEventKind.GroupChange, at) < options.GroupHours || life.HoursSince(LifeEventKind.HoofTrimming, at) < options.TrimmingHours;
}
