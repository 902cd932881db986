using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Milking;
using Xunit;
using static SmartDairy.Husbandry.Tests.Milking.MeterMessages;

namespace SmartDairy.Husbandry.Tests.Milking;

public sealed class MilkingFoldTests
{
    [Fact]
    public void Start_data_and_end_are_one_milking()
    {
        var session = Assert.Single(Fold(
        [
            Message(MilkingPhase.Start, 0),
            Message(MilkingPhase.Data, 7, litres: 14.2, conductivity: 4.6, started: 0, ended: 7, blood: false),
            Message(MilkingPhase.End, 7, started: 0, ended: 7),
        ]));
        Assert.Equal((MilkingState.Complete, "COW-7", 14.2, 420, 3),
            (session.State, session.AnimalId, session.Litres, session.DurationSeconds, session.Messages));
        Assert.Equal((At(0), At(7)), (session.StartedAt, session.EndedAt));
        Assert.Equal(new DateOnly(2026, 3, 2).DayNumber, session.FarmDay);
        Assert.Equal((4.6, false, false), (session.Conductivity, session.BloodDetected, session.AnimalDisputed));
        Assert.Empty(session.Curve);
        Assert.Equal(session.Id, Fold([Message(MilkingPhase.End, 7, started: 0)])[0].Id);
        Assert.True(Contracts.Identifier.IsValid(session.Id));
    }

    [Fact]
    public void A_milking_whose_end_is_not_told_is_over_when_the_next_begins()
    {
        var sessions =
            Fold([Message(MilkingPhase.Start, 0), Message(MilkingPhase.Data, 6, litres: 11),
                Message(MilkingPhase.Start, 9, session: "S2", animal: "COW-8")]);
        Assert.Equal(
            [(MilkingState.EndMissing, 11.0), (MilkingState.Running, null)], sessions.Select(session => (session.State, session.Litres)));
        Assert.Null(sessions[0].EndedAt);
    }

    [Fact]
    public void Without_another_it_is_over_half_an_hour_after_its_last_message()
    {
        var fold = new MilkingFold(Days());
        fold.Add(Message(MilkingPhase.Start, 0));
        fold.Add(Message(MilkingPhase.Data, 6, litres: 11));
        Assert.Equal(At(36), fold.NextDeadline);
        fold.Advance(At(35.9));
        Assert.Equal(MilkingState.Running, Assert.Single(fold.DrainMilkings()).State);
        fold.Advance(At(36));
        Assert.Equal(MilkingState.EndMissing, Assert.Single(fold.DrainMilkings()).State);
        Assert.Null(fold.NextDeadline);
        Assert.Empty(fold.DrainMilkings());

        // The gateway was away: the end still counts when it comes.
        fold.Add(Message(MilkingPhase.End, 8));
        var ended = Assert.Single(fold.DrainMilkings());
        Assert.Equal((MilkingState.Complete, At(8), 11.0), (ended.State, ended.EndedAt, ended.Litres));
    }

    [Fact]
    public void What_is_told_at_last_by_a_later_milking_of_the_same_name_is_another()
    {
        var sessions = Fold([Message(MilkingPhase.End, 7, session: "1"), Message(MilkingPhase.End, 7 + (24 * 60), session: "1")]);
        Assert.Equal(2, sessions.Select(session => session.Id).Distinct().Count());
    }

    [Fact]
    public void The_animal_named_last_stands_and_the_dispute_is_noted()
    {
        var named =
            Assert.Single(
                Fold([Message(MilkingPhase.Start, 0, animal: null), Message(MilkingPhase.End, 7, animal: "COW-9"),
                    Message(MilkingPhase.Data, 6, animal: "COW-7")]));
        Assert.Equal(("COW-9", true), (named.AnimalId, named.AnimalDisputed));
        Assert.False(Assert.Single(Fold([Message(MilkingPhase.Start, 0, animal: null), Message(MilkingPhase.End, 7)])).AnimalDisputed);
    }

    [Fact]
    public void Messages_that_name_no_session_belong_together_by_time()
    {
        MilkingReading[] messages =
        [
            Message(MilkingPhase.Start, 0, null),
            Message(MilkingPhase.Data, 3, null, litres: 6),
            Message(MilkingPhase.Data, 6.5, null, litres: 12),
            Message(MilkingPhase.End, 7, null),
            Message(MilkingPhase.Start, 10, null, "COW-8"),
            Message(MilkingPhase.Data, 16, null, "COW-8", litres: 13),
            Message(MilkingPhase.End, 16.2, null, "COW-8"),
        ];
        Assert.Equal(
            [("COW-7", 12.0, MilkingState.Complete, 4), ("COW-8", 13.0, MilkingState.Complete, 3)],
            Fold(messages).Select(session => (session.AnimalId!, session.Litres!.Value, session.State, session.Messages)));
        Assert.Equal(Rows(messages), Rows(messages.Reverse()));
    }

    [Fact]
    public void A_milking_without_name_and_beginning_is_kept_and_gives_way_when_the_beginning_comes()
    {
        var fold = new MilkingFold(Days());
        fold.Add(Message(MilkingPhase.Data, 6, null, litres: 12));
        fold.Add(Message(MilkingPhase.End, 7, null));
        var alone = Assert.Single(fold.DrainMilkings());
        Assert.Equal((At(6), 12.0, MilkingState.Complete), (alone.StartedAt, alone.Litres, alone.State));

        fold.Add(Message(MilkingPhase.Start, 0, null));
        var now = fold.DrainMilkings();
        Assert.Equal(alone.Id, Assert.Single(now, session => session.Retracted).Id);
        var whole = Assert.Single(now, session => !session.Retracted);
        Assert.Equal((At(0), 12.0, MilkingState.Complete), (whole.StartedAt, whole.Litres, whole.State));
    }

    [Fact]
    public void A_running_total_makes_a_curve_and_its_last_value_the_total()
    {
        var session = Assert.Single(Fold(
        [
            Message(MilkingPhase.Start, 0),
            Message(MilkingPhase.Data, 1, litres: 2, extra: """{"current_flow_lpm":3.1}"""),
            Message(MilkingPhase.Data, 2, litres: 5, conductivity: 4.4),
            Message(MilkingPhase.Data, 3, litres: 7),
            Message(MilkingPhase.End, 3.5),
        ]));
        Assert.Equal(7, session.Litres);
        Assert.Equal([(60, 2.0, 3.1), (120, 5.0, 3.0), (180, 7.0, 2.0)],
            session.Curve.Select(point => (point.Second, point.Litres, Math.Round(point.Flow, 6))));
        Assert.Equal(4.4, session.Curve[1].Conductivity);
    }

    [Fact]
    public void A_meter_that_speaks_every_second_makes_no_more_than_240_points()
    {
        var messages = Enumerable.Range(0, 3_600).Select(second => Message(MilkingPhase.Data, second / 60.0, litres: second / 120.0))
            .Append(Message(MilkingPhase.End, 60));
        var session = Assert.Single(Fold(messages));
        Assert.Equal(240, session.Curve.Count);
        Assert.Equal((3_599 / 120.0, 3_599), (session.Litres, session.Curve[^1].Second));
        Assert.Equal(session.Curve.OrderBy(point => point.Second), session.Curve);
    }

    [Fact]
    public void Quarters_are_read_from_what_the_meter_adds()
    {
        var session = Assert.Single(Fold([Message(MilkingPhase.Data, 6, litres: 24, extra: """
            {"quarters":[{"quarter":"RR","volume_liters":6.1,"conductivity_ms_cm":4.6,"average_flow_lpm":0.9,"peak_flow_lpm":1.3,"duration_seconds":300,"blood_detected":false},
            {"quarter":"LF","volume_liters":5.9}]}
            """)]));
        Assert.Equal(
            [
                new QuarterMilking { Quarter = Quarter.LF, Litres = 5.9 },
                new QuarterMilking
                { Quarter = Quarter.RR, Litres = 6.1, Conductivity = 4.6, AverageFlow = 0.9, PeakFlow = 1.3, DurationSeconds = 300,
                    BloodDetected = false },
            ],
            session.Quarters);
        Assert.Equal(100, session.Quality);
    }

    [Theory]
    [InlineData("""{"quarters":[{"quarter":"XX","volume_liters":6.1}]}""", 0)]
    [InlineData("""{"quarters":[{"quarter":"LF","volume_liters":-1}]}""", 1)]
    [InlineData("""{"quarters":[{"quarter":"LF","conductivity_ms_cm":1e300}]}""", 1)]
    [InlineData("""{"quarters":[{"quarter":"LF","volume_liters":"much"}]}""", 1)]
    [InlineData("""{"quarters":[{"quarter":"LF"},{"quarter":"LF"}]}""", 1)]
    [InlineData("""{"quarters":[1,2]}""", 0)]
    [InlineData("""{"quarters":{"LF":1}}""", 0)]
    [InlineData("""{"quarters":[{},{},{},{},{}]}""", 0)]
    [InlineData("""{"quarters":[{"quarter":7}]}""", 0)]
    [InlineData("""{"current_flow_lpm":"fast"}""", 0)]
    public void What_is_malformed_is_left_out_and_lowers_the_quality(string extra, int quarters)
    {
        var session = Assert.Single(Fold([Message(MilkingPhase.Data, 6, litres: 24, extra: extra, quality: 95)]));
        Assert.Equal((quarters, 85, 24.0), (session.Quarters.Count, session.Quality, session.Litres));
        Assert.All(session.Quarters, quarter => Assert.Null(quarter.Litres ?? quarter.Conductivity));
    }

    [Fact]
    public void An_impossible_value_is_not_taken()
    {
        var impossible = Message(MilkingPhase.Data, 6, litres: 700) with { OutOfRange = 1 };
        Assert.Equal(3, Assert.Single(Fold([Message(MilkingPhase.Data, 5, litres: 3), impossible])).Litres);
    }

    [Fact]
    public void A_message_about_a_milking_long_forgotten_is_named_and_folded_anew_from_history()
    {
        var fold = new MilkingFold(Days(), new() { MaxMilkings = 4 });
        List<MilkingReading> history = [];
        for (var i = 0; i < 8; i++)
        {
            MilkingReading[] three =
                [Message(MilkingPhase.Start, i * 10, $"S{i}"), Message(MilkingPhase.Data, (i * 10) + 6, $"S{i}", litres: i),
                    Message(MilkingPhase.End, (i * 10) + 7, $"S{i}")];
            history.AddRange(three);
            foreach (var message in three.Where(message => i != 1 || message.Phase != MilkingPhase.Data))
            {
                fold.Add(message);
            }
        }

        var told = fold.DrainMilkings();
        Assert.Equal(8, told.Count);
        var late = history.Single(message => message is { SessionId: "S1", Phase: MilkingPhase.Data });
        fold.Add(late);
        Assert.Empty(fold.DrainMilkings());
        var began = Assert.Single(fold.DrainLateStarts());
        Assert.Equal(late.Time, began);
        var whole = Assert.Single(Fold(history), session => session.SessionId == "S1");
        Assert.Equal(told.Single(session => session.SessionId == "S1").Id, whole.Id);
        Assert.Equal(1, whole.Litres);
        Assert.Empty(fold.DrainLateStarts());
    }

    [Fact]
    public void What_was_cut_off_at_waking_is_not_told_in_part()
    {
        var fold = new MilkingFold(Days());
        fold.Add(Message(MilkingPhase.Data, 6, litres: 9));
        fold.Add(Message(MilkingPhase.End, 8));
        fold.Add(Message(MilkingPhase.Start, 20, "S2"));
        fold.ForgetUntil(At(7));
        Assert.Equal("S2", Assert.Single(fold.DrainMilkings()).SessionId);
        fold.Add(Message(MilkingPhase.End, 7.5, message: 99));
        Assert.Empty(fold.DrainMilkings());
        Assert.Single(fold.DrainLateStarts());
    }

    [Theory]
    [InlineData(2026, 3, 28, 22.9, 28)]
    [InlineData(2026, 3, 28, 23.1, 29)]
    [InlineData(2026, 3, 29, 21.9, 29)]
    [InlineData(2026, 3, 29, 22.1, 30)]
    public void The_day_is_the_farms(int year, int month, int day, double utcHour, int expected)
    {
        var minute =
            (new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddHours(utcHour).ToUnixTimeMilliseconds() - Morning) / 60_000.0;
        Assert.Equal(new DateOnly(2026, 3, expected).DayNumber, Assert.Single(Fold([Message(MilkingPhase.Start, minute)])).FarmDay);
    }
}
