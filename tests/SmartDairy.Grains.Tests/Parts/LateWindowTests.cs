using CsCheck;
using SmartDairy.Grains.Parts;

namespace SmartDairy.Grains.Tests.Parts;

public sealed class LateWindowTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    [Fact]
    public void Empty_window_is_never_due()
    {
        var window = new LateWindow(Delay);
        Assert.Null(window.DueAt);
        Assert.False(window.IsDue(long.MaxValue));
    }

    [Theory]
    [InlineData(false, 6_000)]
    [InlineData(true, 9_000)]
    public void Pass_follows_the_first_addition_or_the_last(bool restarts, long due)
    {
        var window = new LateWindow(Delay, restarts);
        window.Add("A", 10, 10, now: 1_000);
        window.Add("B", 20, 20, now: 4_000);
        Assert.Equal(due, window.DueAt);
        Assert.False(window.IsDue(due - 1));
        Assert.True(window.IsDue(due));
    }

    [Fact]
    public void Window_that_was_emptied_starts_a_new_wait()
    {
        var window = new LateWindow(Delay);
        window.Add("A", 10, 10, now: 1_000);
        window.Remove("A");
        window.Add("A", 30, 30, now: 8_000);
        Assert.Equal(13_000, window.DueAt);
        Assert.Equal((30, 30), window.Spans["A"]);
        window.Clear();
        Assert.Null(window.DueAt);
    }

    [Fact]
    public void Span_covers_everything_that_was_added_in_any_order()
        => Gen.Select(Gen.Int[0, 2], Gen.Long[0, 1_000], Gen.Long[0, 1_000]).Array[1, 30].Sample(additions =>
        {
            var window = new LateWindow(Delay);
            foreach (var (key, first, second) in additions)
            {
                window.Add($"{key}", Math.Min(first, second), Math.Max(first, second), now: 0);
            }

            foreach (var ofKey in additions.GroupBy(addition => addition.Item1))
            {
                Assert.Equal(
                    (ofKey.Min(added => Math.Min(added.Item2, added.Item3)), ofKey.Max(added => Math.Max(added.Item2, added.Item3))),
                    window.Spans[$"{ofKey.Key}"]);
            }

            Assert.Equal((window.Spans.Values.Min(span => span.From), window.Spans.Values.Max(span => span.To)), window.Span);
        });
}
