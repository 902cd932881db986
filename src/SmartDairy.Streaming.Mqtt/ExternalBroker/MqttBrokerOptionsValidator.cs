using System.Buffers;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>Validates the options of an outside broker. Each error is a phrase that names the option and what is allowed.</summary>
internal static class MqttBrokerOptionsValidator
{
    private const string AllowedClientIdCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    private static readonly SearchValues<char> ClientIdCharacters = SearchValues.Create(AllowedClientIdCharacters);

    public static void Validate(List<string> errors, MqttBrokerOptions options, int queues)
    {
        var broker = options.Broker;
        if (broker is not { IsAbsoluteUri: true, Scheme: "mqtt" or "mqtts", Host.Length: > 0, PathAndQuery: "/" or "", UserInfo: "" })
        {
            errors.Add(
                $"{nameof(options.Broker)} must be mqtt://host[:port] or mqtts://host[:port], not {(broker is null ? "missing" : $"'{RedactPassword(broker)}'")}");
        }

        if (options.ClientIdPrefix is not { Length: >= 1 and <= 48 } prefix || prefix.AsSpan().ContainsAnyExcept(ClientIdCharacters))
        {
            errors.Add($"{nameof(options.ClientIdPrefix)} must be 1 to 48 of a-z, A-Z, 0-9, '-' and '_', not '{options.ClientIdPrefix}'");
        }

        if (options.ShareGroup is null
            ? queues > 1
            : string.IsNullOrWhiteSpace(options.ShareGroup) || options.ShareGroup.AsSpan().ContainsAny("/+#\0"))
        {
            errors.Add(options.ShareGroup is null
                ? $"{nameof(options.ShareGroup)} must be set when there is more than one queue ({queues})"
                : $"{nameof(options.ShareGroup)} must be a word without '/', '+' and '#', not '{options.ShareGroup}'");
        }

        ValidateTopicFilters(errors, options.TopicFilters);
        ValidateCredentials(errors, options);
        OptionRanges.Check(errors, options, $"{nameof(MqttBrokerOptions)}.");
        if (options.ReconnectMin > options.ReconnectMax)
        {
            errors.Add(
                $"{nameof(options.ReconnectMin)} must be at most {nameof(options.ReconnectMax)} ({options.ReconnectMax}), not {options.ReconnectMin}");
        }
    }

    private static void ValidateTopicFilters(List<string> errors, IList<string>? filters)
    {
        if (filters is null or { Count: 0 })
        {
            errors.Add($"{nameof(MqttBrokerOptions.TopicFilters)} must name at least one topic filter");
            return;
        }

        foreach (var filter in filters)
        {
            if (!IsValidTopicFilter(filter))
            {
                errors.Add($"{nameof(MqttBrokerOptions.TopicFilters)} must be topic filters without $share, not '{filter}'");
            }
        }
    }

    private static bool IsValidTopicFilter(string? filter)
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

    private static void ValidateCredentials(List<string> errors, MqttBrokerOptions options)
    {
        if (options.Password is not null && options.UserName is null)
        {
            errors.Add($"{nameof(options.Password)} needs a {nameof(options.UserName)}");
        }

        if (options.KeyFile is not null && options.CertificateFile is null)
        {
            errors.Add($"{nameof(options.KeyFile)} needs a {nameof(options.CertificateFile)}");
        }

        ValidateFile(errors, options, nameof(options.CaFile), options.CaFile);
        ValidateFile(errors, options, nameof(options.CertificateFile), options.CertificateFile);
        ValidateFile(errors, options, nameof(options.KeyFile), options.KeyFile);
    }

    private static void ValidateFile(List<string> errors, MqttBrokerOptions options, string option, string? path)
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
    private static string RedactPassword(Uri broker) =>
        broker is { IsAbsoluteUri: true, UserInfo.Length: > 0 }
            ? $"{broker.Scheme}://***@{broker.Authority}{broker.PathAndQuery}"
            : broker.OriginalString;
}
