using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Nature.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Nature;

/// <summary>Plans a lactation: when she comes in heat, conceives, is dried off and calves again, and everything that befalls her meanwhile.</summary>
internal sealed class StagePlan
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    // A heifer's days count from birth: she comes in heat from about her eleventh month and is inseminated from her fourteenth.
    private const double HeiferDays = 320;
    private const double HeiferWaiting = 410;

    private readonly HerdParameters _numbers;
    private readonly int _parity;
    private readonly long _start;
    private readonly Noise _noise;
    private readonly List<Episode> _episodes = [];
    private readonly Telling _telling;
    private readonly List<double> _inseminated = [];

    private StagePlan(Cow cow, int index, long start)
    {
        (_numbers, _start) = (cow.Numbers, start);
        _parity = Math.Max(cow.FirstParity + index, cow.FirstParity == 0 && index <= 0 ? 0 : 1);
        _noise = cow.Noise.Of(100, index);
        _telling = new Telling(cow.FarmId, cow.Id);
    }

    private bool Heifer => _parity == 0;

    /// <summary>Days from the beginning of that lactation of hers to its end: the same wherever in time it lies.</summary>
    public static double Length(Cow cow, int index)
    {
        var plan = new StagePlan(cow, index, 0);
        var conceived = plan.Cycles();
        return conceived + cow.Numbers.Fertility.Gestation.At(plan._noise.Normal(1));
    }

    public static Stage Of(Cow cow, int index, long start)
    {
        var plan = new StagePlan(cow, index, start);
        return plan.Build(index);
    }

    private Stage Build(int index)
    {
        var conceived = Cycles();
        var end = At(conceived + _numbers.Fertility.Gestation.At(_noise.Normal(1)));
        var dry = end - (long)(_numbers.Fertility.Dry.At(_noise.Normal(2)) * DayMs);
        Calvings(end);
        PregnancyChecks(conceived);
        if (!Heifer)
        {
            // Dried off after the morning's milking.
            _telling.Tell(AnimalEventKind.DryOff, dry, 3);
            UdderPlan.Add(_numbers.Mastitis, _noise, _start, dry, _episodes, _telling);
            IllnessPlan.Add(_numbers, _noise, _parity, _start, dry, _episodes, _telling);
        }

        DisturbancePlan.Add(_numbers, _noise, Heifer, _start, dry, end, _episodes, _telling);
        return new Stage(index, _parity, _start, end, At(conceived), dry, [.. _episodes.OrderBy(episode => episode.Start)], _telling.InOrder());
    }

    private long At(double days) => _start + (long)(days * DayMs);

    /// <summary>Days from the start to conception.</summary>
    private double Cycles()
    {
        var draws = new Draws(_noise.Of(1, 0));
        var (estrus, fertility) = (_numbers.Estrus, _numbers.Fertility);
        var waiting = Heifer ? HeiferWaiting : fertility.Waiting.At(_noise.Normal(3));
        var latest = Math.Max(waiting + 30, fertility.Latest + (Heifer ? HeiferWaiting : 0));
        var day = draws.Of(estrus.First) + (Heifer ? HeiferDays : 0);
        for (var first = true; ; first = false)
        {
            var visible = Show(day, first && !Heifer, draws);
            var noticed = draws.Happens(fertility.Noticed) && visible && day >= waiting;
            var delay = draws.Of(fertility.InseminationDelay);
            var takes = draws.Happens(fertility.Conception);
            if (noticed || day >= latest)
            {
                _inseminated.Add(day + (delay / 24));
                if (takes || day >= latest)
                {
                    return day + (delay / 24);
                }

                day += draws.Of(estrus.Return);
            }
            else
            {
                day += draws.Of(Heifer ? estrus.HeiferCycle : estrus.Cycle);
            }
        }
    }

    private bool Show(double day, bool first, Draws draws)
    {
        var numbers = _numbers.Estrus;
        var silent = draws.Happens(first ? numbers.SilentFirst : numbers.Silent);
        var brief = draws.Happens(numbers.Short);
        var ordinary = draws.Of(Heifer ? numbers.HeiferHours : numbers.Hours);
        var few = draws.Of(numbers.ShortHours);
        var will = draws.Normal();
        var faint = draws.Of(numbers.SilentStrength);
        // What of the fall follows the strength and what does not add up to the whole deviation.
        var follows = numbers.RuminationFollowsStrength;
        var loss = numbers.RuminationLoss.At((follows * will) + (Math.Sqrt(1 - (follows * follows)) * draws.Normal()));
        var eating = draws.Of(numbers.EatingLoss);
        var rise = draws.Of(numbers.TemperatureRise);
        _episodes.Add(new Estrus(
            At(day), brief ? few : ordinary, silent ? faint : numbers.Strength.At(will), !silent, silent ? loss * 0.3 : loss, silent ? 0 : eating, silent ? rise * 0.4 : rise));
        return !silent;
    }

    private void Calvings(long end)
    {
        var draws = new Draws(_noise.Of(2, 0));
        var numbers = _numbers.Calving;
        if (!Heifer)
        {
            _episodes.Add(new CalvingRecovery(_start, _start + (long)(draws.Of(numbers.RecoveryDays) * DayMs), draws.Of(numbers.RecoveryLoss)));
            _telling.Tell(AnimalEventKind.Calving, _start, 1 + (5 * draws.Uniform()), told => told with { Calves = draws.Happens(0.05) ? 2 : 1 });
        }

        var signs = end - (long)(draws.Of(numbers.SignHours) * HourMs);
        var restless = Math.Max(signs, end - (long)(draws.Of(numbers.RestlessHours) * HourMs));
        _episodes.Add(new CalvingSigns(signs, end, restless, draws.Of(numbers.RuminationLoss), draws.Of(numbers.TemperatureFall), draws.Of(numbers.Restlessness)));
    }

    private void PregnancyChecks(double conceived)
    {
        var draws = new Draws(_noise.Of(3, 0));
        for (var i = 0; i < _inseminated.Count; i++)
        {
            _telling.Tell(AnimalEventKind.Insemination, At(_inseminated[i]), 0.5 + (6 * draws.Uniform()), told => told with { Sire = "AI" });
            var check = _inseminated[i] + draws.Of(_numbers.Fertility.Check);
            // Who came in heat again and was inseminated again needs no check.
            if (i == _inseminated.Count - 1 || _inseminated[i + 1] > check)
            {
                var pregnant = _inseminated[i] >= conceived;
                _telling.Tell(AnimalEventKind.PregnancyCheck, At(check), 2 + (6 * draws.Uniform()), told => told with { Pregnant = pregnant });
            }
        }
    }
}
