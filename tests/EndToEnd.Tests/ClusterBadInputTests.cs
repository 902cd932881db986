using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>Bad input through Mosquitto, which authenticates its clients and acknowledges every message.</summary>
public sealed class ClusterBadInputTests(ClusterBadInputTests.ClusterFixture shared)
    : BadInputTests(shared), IClassFixture<ClusterBadInputTests.ClusterFixture>
{
    public sealed class ClusterFixture : Fixture
    {
        protected override async Task<Deployment> StartAsync() => await ClusterDeployment.StartAsync();
    }
}
