using System.Net.WebSockets;
using SmartDairy.Api.Tests.Hosting;
using Xunit;

namespace SmartDairy.Api.Tests.Transport;

public sealed class SocketTests
{
    [Fact]
    public async Task Who_says_nothing_is_closed_with_4408()
    {
        await using var host = await TestHost.StartAsync(("InitTimeout", "00:00:00.100"));
        using var socket = await GraphQLSocketClient.ConnectAsync(host);
        Assert.Null(await socket.ReadAsync());
        Assert.Equal(4408, (int)socket.CloseStatus!);
    }

    [Fact]
    public async Task A_client_that_answers_no_ping_is_dropped()
    {
        await using var host = await TestHost.StartAsync(("KeepAlive", "00:00:01"), ("PongTimeout", "00:00:01"));
        using var socket = await GraphQLSocketClient.OpenAsync(host);
        await socket.ReadAsync("ping");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ReadAsync());
    }

    [Fact]
    public async Task A_revoked_key_closes_its_socket()
    {
        await using var host = await TestHost.StartAsync(("CredentialCheck", "00:00:00.100"));
        var key = host.Keys.Issue("soon-revoked", null);
        using var socket = await GraphQLSocketClient.OpenAsync(host, key);
        await socket.SubscribeAsync("1", "subscription { once }");
        await socket.ReadAsync("next");
        host.Keys.Revoke(key);
        Assert.Null(await socket.ReadAsync());
        Assert.Equal(4403, (int)socket.CloseStatus!);
    }

    [Fact]
    public async Task An_unknown_key_is_closed_with_4403()
    {
        await using var host = await TestHost.StartAsync();
        using var socket = await GraphQLSocketClient.ConnectAsync(host);
        await socket.SendAsync(new { type = "connection_init", payload = new { Authorization = "Bearer nobody" } });
        Assert.Null(await socket.ReadAsync());
        Assert.Equal(4403, (int)socket.CloseStatus!);
    }

    [Fact]
    public async Task Operations_beyond_the_bound_are_refused_and_a_completed_one_makes_room()
    {
        await using var host = await TestHost.StartAsync(("MaxOperationsPerSocket", "1"));
        using var socket = await GraphQLSocketClient.OpenAsync(host);
        await socket.SubscribeAsync("1", "subscription { once }");
        await socket.ReadAsync("next");
        await socket.SubscribeAsync("2", "subscription { once }");
        var refusal = await socket.ReadAsync("error");
        Assert.Equal("RATE_LIMITED", refusal.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        await socket.SendAsync(new { id = "1", type = "complete" });
        await socket.SubscribeAsync("3", "subscription { once }");
        Assert.Equal("3", (await socket.ReadAsync("next")).GetProperty("id").GetString());
    }
}
