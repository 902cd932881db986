using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Derivation;
using Xunit;
using static SmartDairy.Husbandry.Tests.Milking.MeterMessages;

namespace SmartDairy.Husbandry.Tests.Derivation;

/// <summary>A stall that goes on from history, and milkings that are derived again, are those of a stall that saw everything.</summary>
public sealed class MilkingDerivationTests
{
    private const double Day = 24 * 60;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_stall_that_begins_again_after_any_message_ends_with_the_same_milkings(int after)
    {
        var messages = Enumerable.Range(0, 3).SelectMany(i => Session(i * 10, $"S{i}")).ToArray();
        var whole = new StallDerivation(Days());
        Feed(whole, messages);
        var catchUp = MilkingCatchUp.ToNow(Days(), At(20));
        Assert.All(messages, message => Assert.True(message.Time >= catchUp.ReadFrom));
        foreach (var message in messages.Take(after))
        {
            catchUp.Add(message);
        }

        var rows = catchUp.Complete(At(20)).ToDictionary(milking => milking.Id);
        var again = new StallDerivation(Days());
        again.AddMeter("METER-1", catchUp);
        Feed(again, messages.Skip(after));
        foreach (var milking in again.DrainMilkings())
        {
            rows[milking.Id] = milking;
        }

        Assert.Equal(whole.DrainMilkings().Select(Text).Order(), rows.Values.Select(Text).Order());
        Assert.Equal(whole.Newest!.Id, again.Newest!.Id);
    }

    [Fact]
    public void A_message_for_a_milking_before_the_window_is_late_and_derived_from_history()
    {
        var old = Session(-3 * Day, "OLD");
        var catchUp = MilkingCatchUp.ToNow(Days(), At(0));
        Assert.Empty(catchUp.Complete(At(0)));
        var stall = new StallDerivation(Days());
        stall.AddMeter("METER-1", catchUp);
        Feed(stall, old);
        Assert.Empty(stall.DrainMilkings());
        var late = stall.DrainLateStarts();
        Assert.All(late, start => Assert.Equal("METER-1", start.DeviceId));
        var again = MilkingCatchUp.Between(Days(), late.Min(start => start.StartedAt), late.Max(start => start.StartedAt));
        Assert.All(old, message => Assert.InRange(message.Time, again.ReadFrom, again.ReadTo - 1));
        foreach (var message in old.Concat(Session((-3 * Day) - 90, "EARLIER")))
        {
            again.Add(message);
        }

        Assert.Equal(Text(Assert.Single(Fold(old))), Text(Assert.Single(again.Complete(At(0)))));
    }

    [Fact]
    public void The_deadline_of_a_stall_is_the_earliest_of_its_meters()
    {
        var stall = new StallDerivation(Days());
        Assert.Null(stall.NextDeadline);
        stall.Add(Message(MilkingPhase.Start, 5) with { DeviceId = "METER-2" });
        stall.Add(Message(MilkingPhase.Start, 0));
        Assert.Equal(At(30), stall.NextDeadline);
        stall.Advance(At(30));
        Assert.Equal(At(35), stall.NextDeadline);
        stall.Advance(At(40));
        Assert.Null(stall.NextDeadline);
        Assert.All(stall.DrainMilkings(), milking => Assert.Equal(MilkingState.EndMissing, milking.State));
        Assert.Equal([At(0), At(5)], stall.DrainedSince(0).Select(milking => milking.StartedAt));
    }

    [Fact]
    public void A_milking_that_turns_out_to_be_another_animals_is_retracted_for_the_first()
    {
        var owners = new MilkingOwners();
        var milking = Assert.Single(Fold(Session(0, "S1")));
        Assert.Empty(owners.Report(milking with { State = MilkingState.Running }));
        Assert.True(owners.Contains(milking.Id));
        Assert.Equal([(milking.AnimalId, false)], owners.Report(milking).Select(report => (report.AnimalId, report.Retracted)));
        Assert.Equal([(milking.AnimalId, true), ("COW-8", false)], owners.Report(milking with { AnimalId = "COW-8" })
            .Select(report => (report.AnimalId, report.Retracted)));
        Assert.Equal(
            [("COW-8", true)], owners.Report(milking with { AnimalId = null }).Select(report => (report.AnimalId!, report.Retracted)));
    }

    private static MilkingReading[] Session(double start, string name) =>
    [
        Message(MilkingPhase.Start, start, name, started: start),
        Message(MilkingPhase.Data, start + 4, name, litres: 8, started: start),
        Message(MilkingPhase.End, start + 7, name, litres: 12, started: start),
    ];

    private static void Feed(StallDerivation stall, IEnumerable<MilkingReading> messages)
    {
        foreach (var message in messages)
        {
            stall.Add(message);
        }
    }
}
