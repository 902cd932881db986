using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Email;

/// <summary>A bounded pool of connections to the mail server; an idle connection is kept for a short time.</summary>
internal sealed class SmtpConnectionPool : IDisposable
{
    private readonly SmtpOptions _settings;
    private readonly ServerCertificateValidator _trusted;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentStack<(SmtpClient Client, long Since)> _idle = new();
    private readonly ITimer _sweep;

    public SmtpConnectionPool(SmtpOptions settings, ServerCertificateValidator trusted, TimeProvider time)
    {
        _settings = settings;
        _trusted = trusted;
        _time = time;
        _slots = new(Math.Max(1, settings.Connections));
        var period = TimeSpan.FromSeconds(Math.Max(1, settings.IdleSeconds));
        _sweep = time.CreateTimer(_ => CloseIdle(), null, period, period);
    }

    /// <summary>
    /// True when the last connection attempt reached encryption. Distinguishes a server without STARTTLS from one without a supported
    /// authentication method.
    /// </summary>
    public bool LastWasSecure { get; private set; }

    /// <summary>Sends one message.</summary>
    /// <returns>The server's response.</returns>
    public async Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        SmtpClient? client = null;
        try
        {
            client = await AcquireAsync(cancellationToken);
            var response = await client.SendAsync(message, cancellationToken);
            _idle.Push((client, _time.GetTimestamp()));
            client = null;
            return response;
        }
        catch (SmtpCommandException) when (client is { IsConnected: true })
        {
            // The server rejected this message; the connection remains usable.
            _idle.Push((client, _time.GetTimestamp()));
            client = null;
            throw;
        }
        finally
        {
            client?.Dispose();
            _slots.Release();
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        while (_idle.TryPop(out var idle))
        {
            idle.Client.Dispose();
        }

        _slots.Dispose();
    }

    private async Task<SmtpClient> AcquireAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var idle))
        {
            if (_time.GetElapsedTime(idle.Since).TotalSeconds <= _settings.IdleSeconds
                && await IsAliveAsync(idle.Client, cancellationToken))
            {
                return idle.Client;
            }

            idle.Client.Dispose();
        }

        var client = new SmtpClient
        {
            Timeout = _settings.TimeoutSeconds * 1_000,
            CheckCertificateRevocation = false, // as for https: many authorities no longer support it, and a farm may be offline
            ServerCertificateValidationCallback = _trusted.Validate,
        };
        try
        {
            LastWasSecure = false;
            await client.ConnectAsync(_settings.Host ?? "", _settings.Port, SocketOptions, cancellationToken);
            LastWasSecure = client.IsSecure;
            if (_settings.User is { } user)
            {
                await client.AuthenticateAsync(user, _settings.EffectivePassword ?? "", cancellationToken);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SecureSocketOptions SocketOptions => _settings.Security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>Checks before sending that the server has not closed the idle connection.</summary>
    private static async Task<bool> IsAliveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void CloseIdle()
    {
        // All idle connections are taken at once, so that none is used meanwhile; recent ones are returned.
        var all = new (SmtpClient Client, long Since)[_settings.Connections];
        var count = _idle.TryPopRange(all);
        for (var i = count - 1; i >= 0; i--)
        {
            if (_time.GetElapsedTime(all[i].Since).TotalSeconds < _settings.IdleSeconds)
            {
                _idle.Push(all[i]);
            }
            else
            {
                all[i].Client.Dispose();
            }
        }
    }
}
