using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>Plans a lactation: heats, conception, dry-off, the next calving and all episodes in between.</summary>
internal sealed class LactationPlanner
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    // A heifer's days count from birth: first heats at about 11 months, inseminations from about 14 months.
    private const double HeiferDays = 320;
    private const double HeiferWaiting = 410;

    private readonly HerdParameters _parameters;
    private readonly int _parity;
    private readonly long _start;
    private readonly IndexedRandom _noise;
    private readonly List<CowEpisode> _episodes = [];
    private readonly EventRecorder _recorder;
    private readonly List<double> _inseminated = [];

    private LactationPlanner(SimulatedCow cow, int index, long start)
    {
        (_parameters, _start) = (cow.Parameters, start);
        _parity = Math.Max(cow.ParityAtStart + index, cow.ParityAtStart == 0 && index <= 0 ? 0 : 1);
        _noise = cow.RandomSource.Derive(100, index);
        _recorder = new EventRecorder(cow.FarmId, cow.Id);
    }

    private bool Heifer => _parity == 0;

    /// <summary>Length of a cow's lactation in days, independent of its position in time.</summary>
    public static double LengthDays(SimulatedCow cow, int index)
    {
        var plan = new LactationPlanner(cow, index, 0);
        var conceived = plan.PlanEstrusCycles();
        return conceived + cow.Parameters.Fertility.Gestation.FromStandardNormal(plan._noise.Normal(1));
    }

    public static LactationPeriod Plan(SimulatedCow cow, int index, long start)
    {
        var plan = new LactationPlanner(cow, index, start);
        return plan.Build(index);
    }

    private LactationPeriod Build(int index)
    {
        var conceived = PlanEstrusCycles();
        var end = At(conceived + _parameters.Fertility.Gestation.FromStandardNormal(_noise.Normal(1)));
        var dry = end - (long)(_parameters.Fertility.Dry.FromStandardNormal(_noise.Normal(2)) * DayMs);
        Calvings(end);
        PregnancyChecks(conceived);
        if (!Heifer)
        {
            // Dry-off follows the morning milking.
            _recorder.Record(AnimalEventKind.DryOff, dry, 3);
            MastitisPlanner.Add(_parameters.Mastitis, _noise, _start, dry, _episodes, _recorder);
            IllnessPlanner.Add(_parameters, _noise, _parity, _start, dry, _episodes, _recorder);
        }

        DisturbancePlanner.Add(_parameters, _noise, Heifer, _start, dry, end, _episodes, _recorder);
        return new LactationPeriod(index, _parity, _start, end, At(conceived), dry, [.. _episodes.OrderBy(episode => episode.Start)],
            _recorder.InRecordingOrder());
    }

    private long At(double days) => _start + (long)(days * DayMs);

    /// <summary>Days from the start to conception.</summary>
    private double PlanEstrusCycles()
    {
        var draws = new RandomSequence(_noise.Derive(1, 0));
        var (estrus, fertility) = (_parameters.Estrus, _parameters.Fertility);
        var waiting = Heifer ? HeiferWaiting : fertility.Waiting.FromStandardNormal(_noise.Normal(3));
        var latest = Math.Max(waiting + 30, fertility.Latest + (Heifer ? HeiferWaiting : 0));
        var day = draws.Sample(estrus.First) + (Heifer ? HeiferDays : 0);
        for (var first = true; ; first = false)
        {
            var visible = AddEstrus(day, first && !Heifer, draws);
            var noticed = draws.Chance(fertility.Noticed) && visible && day >= waiting;
            var delay = draws.Sample(fertility.InseminationDelay);
            var conceives = draws.Chance(fertility.Conception);
            if (noticed || day >= latest)
            {
                _inseminated.Add(day + (delay / 24));
                if (conceives || day >= latest)
                {
                    return day + (delay / 24);
                }

                day += draws.Sample(estrus.Return);
            }
            else
            {
                day += draws.Sample(Heifer ? estrus.HeiferCycle : estrus.Cycle);
            }
        }
    }

    private bool AddEstrus(double day, bool first, RandomSequence draws)
    {
        var parameters = _parameters.Estrus;
        var silent = draws.Chance(first ? parameters.SilentFirst : parameters.Silent);
        var isShort = draws.Chance(parameters.Short);
        var ordinary = draws.Sample(Heifer ? parameters.HeiferHours : parameters.Hours);
        var shortHours = draws.Sample(parameters.ShortHours);
        var strengthDraw = draws.Normal();
        var silentStrength = draws.Sample(parameters.SilentStrength);
        // The correlated and the independent part add up to the whole standard deviation.
        var correlation = parameters.RuminationFollowsStrength;
        var loss =
            parameters.RuminationLoss.FromStandardNormal(
                (correlation * strengthDraw) + (Math.Sqrt(1 - (correlation * correlation)) * draws.Normal()));
        var eating = draws.Sample(parameters.EatingLoss);
        var rise = draws.Sample(parameters.TemperatureRise);
        _episodes.Add(new EstrusEpisode(
            At(day), isShort
                ? shortHours
                : ordinary, silent
                    ? silentStrength
                    : parameters.Strength.FromStandardNormal(strengthDraw), !silent, silent
                        ? loss * 0.3
                        : loss, silent ? 0 : eating, silent ? rise * 0.4 : rise));
        return !silent;
    }

    private void Calvings(long end)
    {
        var draws = new RandomSequence(_noise.Derive(2, 0));
        var parameters = _parameters.Calving;
        if (!Heifer)
        {
            _episodes.Add(
                new PostpartumEpisode(
                    _start, _start + (long)(draws.Sample(parameters.RecoveryDays) * DayMs), draws.Sample(parameters.RecoveryLoss)));
            _recorder.Record(AnimalEventKind.Calving, _start, 1 + (5 * draws.Uniform()), recorded =>
                recorded with { Calves = draws.Chance(0.05) ? 2 : 1 });
        }

        var signsStart = end - (long)(draws.Sample(parameters.SignHours) * HourMs);
        var restless = Math.Max(signsStart, end - (long)(draws.Sample(parameters.RestlessHours) * HourMs));
        _episodes.Add(
            new PrepartumEpisode(signsStart, end, restless, draws.Sample(parameters.RuminationLoss),
                draws.Sample(parameters.TemperatureFall), draws.Sample(parameters.Restlessness)));
    }

    private void PregnancyChecks(double conceived)
    {
        var draws = new RandomSequence(_noise.Derive(3, 0));
        for (var i = 0; i < _inseminated.Count; i++)
        {
            _recorder.Record(
                AnimalEventKind.Insemination, At(_inseminated[i]), 0.5 + (6 * draws.Uniform()), recorded => recorded with { Sire = "AI" });
            var check = _inseminated[i] + draws.Sample(_parameters.Fertility.Check);
            // A cow inseminated again before the check needs none.
            if (i == _inseminated.Count - 1 || _inseminated[i + 1] > check)
            {
                var pregnant = _inseminated[i] >= conceived;
                _recorder.Record(AnimalEventKind.PregnancyCheck, At(check), 2 + (6 * draws.Uniform()), recorded =>
                    recorded with { Pregnant = pregnant });
            }
        }
    }
}
