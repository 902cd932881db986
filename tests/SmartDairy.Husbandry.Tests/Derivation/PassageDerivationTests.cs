using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Husbandry.Rfid;
using Xunit;
using static SmartDairy.Husbandry.Tests.Rfid.TagReads;

namespace SmartDairy.Husbandry.Tests.Derivation;

/// <summary>A gate that goes on from history, and passages that are derived again, are those of a gate that saw everything.</summary>
public sealed class PassageDerivationTests
{
    private const double Day = 86_400;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_gate_that_begins_again_after_any_read_ends_with_the_same_passages(int after)
    {
        TagReading[] reads = [Read(0), Read(1, antenna: 2), Read(60), Read(61, antenna: 2), Read(62, "E201"), Read(200)];
        var again = new PlaceDerivation(1, "gate/NORTH");
        var rows = again.CatchUp(reads.Take(after), At(30)).ToDictionary(passage => passage.Id);
        foreach (var read in reads.Skip(after))
        {
            again.Add(read);
        }

        again.Advance(At(1_000));
        foreach (var passage in again.DrainPassages())
        {
            rows[passage.Id] = passage;
        }

        Assert.Equal(Rows(Gate(), reads, 1_000), rows.Values.Where(row => !row.Retracted).OrderBy(row => row.Id, StringComparer.Ordinal)
            .Select(Text));
        Assert.Empty(again.OpenPassages());
        Assert.Null(again.NextDeadline);
    }

    [Fact]
    public void Late_reads_are_derived_day_by_day_with_those_around_them()
    {
        TagReading[] stored = [Read(-40 * Day), Read((-40 * Day) + 5), Read((-38 * Day) + 1), Read(-38 * Day, "E201")];
        var gate = new PlaceDerivation(1, "gate/NORTH");
        Assert.Empty(gate.CatchUp([], At(0)));
        foreach (var read in stored)
        {
            gate.Add(read);
        }

        var late = gate.DrainLateReads();
        Assert.Equal(4, late.Count);
        HashSet<string> subjects = [PassageFold.SubjectKey("E200", null)!];
        var rederivation = new PassageRederivation(1, "gate/NORTH", subjects, late.Min(read => read.Time), late.Max(read => read.Time));
        var passages = rederivation.Days()
            .SelectMany(day => rederivation.Derive(day, stored.Where(read => read.Time >= day.ReadFrom && read.Time < day.ReadTo), At(0)))
            .ToList();
        Assert.Equal([(At(-40 * Day), At((-40 * Day) + 5)), (At((-38 * Day) + 1), At((-38 * Day) + 1))],
            passages.Select(passage => (passage.StartedAt, passage.EndedAt)));
        Assert.All(rederivation.Days().Select(rederivation.Disputed).OfType<(long From, long To)>(), span =>
            Assert.InRange(span.From, At(-40 * Day) - 10_000, At(-38 * Day) + 11_001));
    }
}
