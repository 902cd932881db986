using CsCheck;
using SmartDairy.Contracts.Readings;
using Xunit;
using static SmartDairy.Husbandry.Tests.Milking.MeterMessages;

namespace SmartDairy.Husbandry.Tests.Milking;

/// <summary>Devices resend, gateways hold back: nothing of that may show in a milking.</summary>
public sealed class MilkingOrderTests
{
    private static readonly Gen<MilkingReading[]> Sessions =
        from count in Gen.Int[1, 5]
        from sessions in Session.Array[count]
        select sessions.SelectMany((make, i) => make(i)).ToArray();

    private static Gen<Func<int, MilkingReading[]>> Session =>
        from named in Gen.Bool
        from hasStart in Gen.Bool
        from hasEnd in Gen.Bool
        from tellsBeginning in Gen.Bool
        from minutes in Gen.Int[3, 12]
        from data in Gen.Select(Gen.Double[0.5, 0.99], Gen.Double[0, 40], Gen.Bool, Gen.Int[60, 100]).Array[1, 6]
        select (Func<int, MilkingReading[]>)(index =>
        {
            // Without a name, a message without a beginning could as well be of the milking before.
            var start = index * 20.0;
            var name = named ? $"S{index}" : null;
            double? told = tellsBeginning ? start : null;
            var cow = $"COW-{index}";
            var messages = data.Select((part, i) => Message(
                MilkingPhase.Data, start + (part.Item1 * minutes), name, part.Item3
                    ? cow
                    : null, part.Item2, part.Item3 ? """{"quarters":[{"quarter":"LF","volume_liters":3}]}""" : null,
                told, quality: part.Item4, blood: part.Item3, message: (index * 100) + i)).ToList();
            if (hasStart || !named)
            {
                messages.Add(Message(MilkingPhase.Start, start, name, cow, started: told, message: (index * 100) + 50));
            }

            if (hasEnd || !named)
            {
                messages.Add(
                    Message(MilkingPhase.End, start + minutes, name, cow, started: told, incomplete: data[0].Item3,
                        message: (index * 100) + 60));
            }

            return [.. messages];
        });

    [Fact]
    public void Any_order_and_any_repetition_gives_the_same_milkings()
        => Gen.Select(Sessions, Gen.Int).Sample(
            (messages, seed) =>
            {
                var expected = Rows(messages.OrderBy(message => message.Time).ThenBy(message => message.Phase));
                var random = new Random(seed);
                var shaken = messages.Concat(messages.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToArray();
                Assert.Equal(expected, Rows(shaken));
            },
            iter: 2_000);

    [Fact]
    public void Taken_one_by_one_or_all_at_once_is_the_same()
        => Sessions.Sample(
            messages => Assert.Equal(
                Rows(messages),
                [.. Fold(messages).Where(session => !session.Retracted).OrderBy(session => session.Id, StringComparer.Ordinal)
                .Select(Text)]),
            iter: 1_000);
}
