using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>Plans a lactation: when she comes in heat, conceives, is dried off and calves again, and everything that befalls her meanwhile.</summary>
internal sealed class LactationPlanner
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    // A heifer's days count from birth: she comes in heat from about her eleventh month and is inseminated from her fourteenth.
    private const double HeiferDays = 320;
    private const double HeiferWaiting = 410;

    private readonly HerdParameters _numbers;
    private readonly int _parity;
    private readonly long _start;
    private readonly IndexedRandom _noise;
    private readonly List<CowEpisode> _episodes = [];
    private readonly EventRecorder _recorder;
    private readonly List<double> _inseminated = [];

    private LactationPlanner(SimulatedCow cow, int index, long start)
    {
        (_numbers, _start) = (cow.Parameters, start);
        _parity = Math.Max(cow.ParityAtStart + index, cow.ParityAtStart == 0 && index <= 0 ? 0 : 1);
        _noise = cow.RandomSource.Derive(100, index);
        _recorder = new EventRecorder(cow.FarmId, cow.Id);
    }

    private bool Heifer => _parity == 0;

    /// <summary>Days from the beginning of that lactation of hers to its end: the same wherever in time it lies.</summary>
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
        var end = At(conceived + _numbers.Fertility.Gestation.FromStandardNormal(_noise.Normal(1)));
        var dry = end - (long)(_numbers.Fertility.Dry.FromStandardNormal(_noise.Normal(2)) * DayMs);
        Calvings(end);
        PregnancyChecks(conceived);
        if (!Heifer)
        {
            // Dried off after the morning's milking.
            _recorder.Record(AnimalEventKind.DryOff, dry, 3);
            MastitisPlanner.Add(_numbers.Mastitis, _noise, _start, dry, _episodes, _recorder);
            IllnessPlanner.Add(_numbers, _noise, _parity, _start, dry, _episodes, _recorder);
        }

        DisturbancePlanner.Add(_numbers, _noise, Heifer, _start, dry, end, _episodes, _recorder);
        return new LactationPeriod(index, _parity, _start, end, At(conceived), dry, [.. _episodes.OrderBy(episode => episode.Start)], _recorder.InRecordingOrder());
    }

    private long At(double days) => _start + (long)(days * DayMs);

    /// <summary>Days from the start to conception.</summary>
    private double PlanEstrusCycles()
    {
        var draws = new RandomSequence(_noise.Derive(1, 0));
        var (estrus, fertility) = (_numbers.Estrus, _numbers.Fertility);
        var waiting = Heifer ? HeiferWaiting : fertility.Waiting.FromStandardNormal(_noise.Normal(3));
        var latest = Math.Max(waiting + 30, fertility.Latest + (Heifer ? HeiferWaiting : 0));
        var day = draws.Sample(estrus.First) + (Heifer ? HeiferDays : 0);
        for (var first = true; ; first = false)
        {
            var visible = AddEstrus(day, first && !Heifer, draws);
            var noticed = draws.Chance(fertility.Noticed) && visible && day >= waiting;
            var delay = draws.Sample(fertility.InseminationDelay);
            var takes = draws.Chance(fertility.Conception);
            if (noticed || day >= latest)
            {
                _inseminated.Add(day + (delay / 24));
                if (takes || day >= latest)
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
        var numbers = _numbers.Estrus;
        var silent = draws.Chance(first ? numbers.SilentFirst : numbers.Silent);
        var brief = draws.Chance(numbers.Short);
        var ordinary = draws.Sample(Heifer ? numbers.HeiferHours : numbers.Hours);
        var few = draws.Sample(numbers.ShortHours);
        var will = draws.Normal();
        var faint = draws.Sample(numbers.SilentStrength);
        // What of the fall follows the strength and what does not add up to the whole deviation.
        var follows = numbers.RuminationFollowsStrength;
        var loss = numbers.RuminationLoss.FromStandardNormal((follows * will) + (Math.Sqrt(1 - (follows * follows)) * draws.Normal()));
        var eating = draws.Sample(numbers.EatingLoss);
        var rise = draws.Sample(numbers.TemperatureRise);
        _episodes.Add(new EstrusEpisode(
            At(day), brief ? few : ordinary, silent ? faint : numbers.Strength.FromStandardNormal(will), !silent, silent ? loss * 0.3 : loss, silent ? 0 : eating, silent ? rise * 0.4 : rise));
        return !silent;
    }

    private void Calvings(long end)
    {
        var draws = new RandomSequence(_noise.Derive(2, 0));
        var numbers = _numbers.Calving;
        if (!Heifer)
        {
            _episodes.Add(new PostpartumEpisode(_start, _start + (long)(draws.Sample(numbers.RecoveryDays) * DayMs), draws.Sample(numbers.RecoveryLoss)));
            _recorder.Record(AnimalEventKind.Calving, _start, 1 + (5 * draws.Uniform()), told => told with { Calves = draws.Chance(0.05) ? 2 : 1 });
        }

        var signs = end - (long)(draws.Sample(numbers.SignHours) * HourMs);
        var restless = Math.Max(signs, end - (long)(draws.Sample(numbers.RestlessHours) * HourMs));
        _episodes.Add(new PrepartumEpisode(signs, end, restless, draws.Sample(numbers.RuminationLoss), draws.Sample(numbers.TemperatureFall), draws.Sample(numbers.Restlessness)));
    }

    private void PregnancyChecks(double conceived)
    {
        var draws = new RandomSequence(_noise.Derive(3, 0));
        for (var i = 0; i < _inseminated.Count; i++)
        {
            _recorder.Record(AnimalEventKind.Insemination, At(_inseminated[i]), 0.5 + (6 * draws.Uniform()), told => told with { Sire = "AI" });
            var check = _inseminated[i] + draws.Sample(_numbers.Fertility.Check);
            // Who came in heat again and was inseminated again needs no check.
            if (i == _inseminated.Count - 1 || _inseminated[i + 1] > check)
            {
                var pregnant = _inseminated[i] >= conceived;
                _recorder.Record(AnimalEventKind.PregnancyCheck, At(check), 2 + (6 * draws.Uniform()), told => told with { Pregnant = pregnant });
            }
        }
    }
}
