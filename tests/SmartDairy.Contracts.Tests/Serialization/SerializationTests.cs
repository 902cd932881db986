using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Refusals;
using Xunit;

namespace SmartDairy.Contracts.Tests.Serialization;

public sealed class SerializationTests : IDisposable
{
    // Without what the serializer's generator adds to the assembly.
    private static readonly Type[] AllTypes =
        [.. typeof(Identifier).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("SmartDairy.", StringComparison.Ordinal) == true)];

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static TheoryData<string> Records
        => [.. AllTypes.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsAbstract).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_comes_back_as_it_went(string name)
    {
        var type = typeof(Identifier).Assembly.GetType(name, throwOnError: true)!;
        if (type.IsGenericTypeDefinition)
        {
            type = type.MakeGenericType(typeof(string));
        }

        var sent = ContractSample.Create(type);
        var serializer = _services.GetRequiredService<Serializer>();
        var received = serializer.Deserialize<object>(serializer.SerializeToArray<object>(sent));
        Assert.IsType(type, received);
        foreach (var property in type.GetProperties().Where(IsSerialized))
        {
            Assert.True(ContractSample.AreEqual(property.GetValue(sent), property.GetValue(received)), $"{type.Name}.{property.Name} was lost on the way.");
        }
    }

    [Fact]
    public void Every_serialized_member_has_an_id_of_its_own()
    {
        foreach (var type in AllTypes.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)))
        {
            var ids = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(property => property.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().ToArray();
            Assert.Equal(ids.Distinct(), ids);
        }
    }

    [Fact]
    public void Every_record_and_grain_has_an_alias_and_no_two_the_same()
    {
        var named = AllTypes.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) || IsGrain(type)).ToArray();
        Assert.Empty(named.Where(type => Alias(type) is null).Select(type => type.Name));
        Assert.Empty(named.GroupBy(Alias).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Every_method_of_a_grain_has_an_alias_of_its_own()
    {
        var grains = AllTypes.Where(IsGrain).ToArray();
        Assert.NotEmpty(grains);
        foreach (var grain in grains)
        {
            var methods = grain.GetMethods();
            Assert.Empty(methods.Where(method => Alias(method) is null).Select(method => $"{grain.Name}.{method.Name}"));
            Assert.Empty(methods.GroupBy(Alias).Where(group => group.Count() > 1).Select(group => $"{grain.Name}: {group.Key}"));
        }
    }

    [Fact]
    public void A_receipt_stays_where_it_is()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var sent = new InboundMessage { Topic = "system/farm/1/device/D/status", Payload = new byte[] { 1 }, ReceivedAt = 1, Acknowledgement = new NoAcknowledgement() };
        Assert.Null(serializer.Deserialize<InboundMessage>(serializer.SerializeToArray(sent))!.Acknowledgement);
    }

    [Fact]
    public void A_batch_knows_whether_it_came_over_the_wire()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var made = new InboundBatch([]);
        Assert.True(made.IsLocal);
        Assert.False(serializer.Deserialize<InboundBatch>(serializer.SerializeToArray(made))!.IsLocal);
    }

    [Fact]
    public void A_refusal_keeps_its_message_on_the_way()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var sent = new RefusedException(RefusalKind.Conflict, "The farm exists.", "Choose another number.");
        var received = Assert.IsType<RefusedException>(serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(sent)));
        Assert.Equal((sent.Kind, sent.Message, sent.Hint), (received.Kind, received.Message, received.Hint));
    }

    public void Dispose() => _services.Dispose();

    private static bool IsSerialized(PropertyInfo property) => property.IsDefined(typeof(IdAttribute));

    private static bool IsGrain(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private sealed class NoAcknowledgement : IPendingAcknowledgement
    {
        public void Complete(MessageOutcome outcome)
        {
        }
    }
}
