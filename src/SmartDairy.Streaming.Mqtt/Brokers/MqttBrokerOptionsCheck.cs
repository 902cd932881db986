using System.Buffers;

namespace SmartDairy.Streaming.Mqtt.Brokers;

/// <summary>What is wrong with the options of an outside broker, each in a phrase that names the option and what it may be.</summary>
internal static class MqttBrokerOptionsCheck
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    private static readonly SearchValues<char> OfIds = SearchValues.Create(Letters);

    public static void Add(List<string> errors, MqttBrokerOptions options, int queues)
    {
        var broker = options.Broker;
        if (broker is not { IsAbsoluteUri: true, Scheme: "mqtt" or "mqtts", Host.Length: > 0, PathAndQuery: "/" or "", UserInfo: "" })
        {
            errors.Add($"{nameof(options.Broker)} must be mqtt://host[:port] or mqtts://host[:port], not {(broker is null ? "missing" : $"'{Shown(broker)}'")}");
        }

        if (options.ClientIdPrefix is not { Length: >= 1 and <= 48 } prefix || prefix.AsSpan().ContainsAnyExcept(OfIds))
        {
            errors.Add($"{nameof(options.ClientIdPrefix)} must be 1 to 48 of a-z, A-Z, 0-9, '-' and '_', not '{options.ClientIdPrefix}'");
        }

        if (options.ShareGroup is null ? queues > 1 : string.IsNullOrWhiteSpace(options.ShareGroup) || options.ShareGroup.AsSpan().ContainsAny("/+#\0"))
        {
            errors.Add(options.ShareGroup is null
                ? $"{nameof(options.ShareGroup)} must be set when there is more than one queue ({queues})"
                : $"{nameof(options.ShareGroup)} must be a word without '/', '+' and '#', not '{options.ShareGroup}'");
        }

        Filters(errors, options.TopicFilters);
        Secrets(errors, options);
        Bounds.Number(errors, nameof(options.ReceiveMaximum), options.ReceiveMaximum, 1, ushort.MaxValue);
        Bounds.Number(errors, $"{nameof(MqttBrokerOptions)}.{nameof(options.QueueCapacity)}", options.QueueCapacity, 1, 1_000_000);
        Bounds.Number(errors, nameof(options.MaxPacketBytes), options.MaxPacketBytes, 1024, 256 * 1_048_576);
        Bounds.Time(errors, nameof(options.SessionExpiry), options.SessionExpiry, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650));
        Bounds.Time(errors, nameof(options.KeepAlive), options.KeepAlive, TimeSpan.FromSeconds(3), TimeSpan.FromHours(18));
        Bounds.Time(errors, nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Bounds.Time(errors, nameof(options.ReconnectMax), options.ReconnectMax, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        var most = options.ReconnectMax > TimeSpan.FromMilliseconds(1) ? options.ReconnectMax : TimeSpan.FromMilliseconds(1);
        Bounds.Time(errors, nameof(options.ReconnectMin), options.ReconnectMin, TimeSpan.FromMilliseconds(1), most);
    }

    private static void Filters(List<string> errors, IList<string>? filters)
    {
        if (filters is null or { Count: 0 })
        {
            errors.Add($"{nameof(MqttBrokerOptions.TopicFilters)} must name at least one topic filter");
            return;
        }

        foreach (var filter in filters)
        {
            if (!IsFilter(filter))
            {
                errors.Add($"{nameof(MqttBrokerOptions.TopicFilters)} must be topic filters without $share, not '{filter}'");
            }
        }
    }

    private static bool IsFilter(string? filter)
    {
        if (string.IsNullOrEmpty(filter) || filter.StartsWith("$share/", StringComparison.Ordinal) || filter.Contains('\0'))
        {
            return false;
        }

        var levels = filter.Split('/');
        for (var i = 0; i < levels.Length; i++)
        {
            var isWild = levels[i] == "+" || (levels[i] == "#" && i == levels.Length - 1);
            if (!isWild && levels[i].AsSpan().ContainsAny('+', '#'))
            {
                return false;
            }
        }

        return true;
    }

    private static void Secrets(List<string> errors, MqttBrokerOptions options)
    {
        if (options.Password is not null && options.UserName is null)
        {
            errors.Add($"{nameof(options.Password)} needs a {nameof(options.UserName)}");
        }

        if (options.KeyFile is not null && options.CertificateFile is null)
        {
            errors.Add($"{nameof(options.KeyFile)} needs a {nameof(options.CertificateFile)}");
        }

        File(errors, options, nameof(options.CaFile), options.CaFile);
        File(errors, options, nameof(options.CertificateFile), options.CertificateFile);
        File(errors, options, nameof(options.KeyFile), options.KeyFile);
    }

    private static void File(List<string> errors, MqttBrokerOptions options, string option, string? path)
    {
        if (path is not null && !options.UsesTls)
        {
            errors.Add($"{option} needs an mqtts:// {nameof(options.Broker)}");
        }
        else if (path is not null && !System.IO.File.Exists(path))
        {
            errors.Add($"{option} '{path}' does not exist");
        }
    }

    /// <summary>Without a password that was put into it.</summary>
    private static string Shown(Uri broker) =>
        broker is { IsAbsoluteUri: true, UserInfo.Length: > 0 } ? $"{broker.Scheme}://***@{broker.Authority}{broker.PathAndQuery}" : broker.OriginalString;
}
