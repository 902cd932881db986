using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Parts;
using SmartDairy.History;

namespace SmartDairy.Grains.Tests.Parts;

public sealed class TransientTests
{
    [Fact]
    public void Outages_are_transient_and_defects_refusals_and_cancellations_are_not()
    {
        Assert.All<Exception>([new HistoryUnavailableException("away"), new TimeoutException(), new SiloUnavailableException()], outage =>
            Assert.True(Transient.Is(outage)));
        Assert.All<Exception>(
            [new ArgumentException("x"), new InvalidCastException(), new RefusedException(RefusalKind.Conflict, "x"),
                new OperationCanceledException()],
            other => Assert.False(Transient.Is(other)));
    }
}
