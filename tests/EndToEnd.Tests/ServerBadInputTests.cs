using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>Bad input through Mosquitto, which vouches for its clients and acknowledges whatever it is given.</summary>
public sealed class ServerBadInputTests(ServerBadInputTests.Started shared) : BadInputTests(shared), IClassFixture<ServerBadInputTests.Started>
{
    public sealed class Started : Shared
    {
        protected override async Task<Dairy> StartAsync() => await ServerShape.StartAsync();
    }
}
