using System.Reflection;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Truth;
using Xunit;

namespace SmartDairy.Evaluation.Tests.Replay;

/// <summary>Detectors see only what devices send, what is registered, and what people tell.</summary>
public sealed class GroundTruthIsolationTests
{
    [Fact]
    public void Devices_own_verdicts_change_nothing_that_is_found()
    {
        var herd = SmallFarm.Create();
        const int days = 50;
        var stripped = 0;
        var (whole, bare) = (SmallFarm.Replay(herd, days), SmallFarm.Replay(herd, days, message =>
        {
            var less = message.Without("heat_index", "fertility_status", "health_alert", "conductivity_alert", "temperature_alert");
            stripped += less.Payload.Length < message.Payload.Length ? 1 : 0;
            return less;
        }));

        // Most collars' and meters' messages lost something, and there was something to be found.
        Assert.True(stripped > herd.Cows.Count * days * 20);
        Assert.Contains(whole.Detections, told => told.Detection.Kind == DetectionKind.Heat);
        Assert.Contains(whole.Detections, told => told.Detection.Kind == DetectionKind.Mastitis);
        Assert.Equal(SmallFarm.Text(whole.Detections), SmallFarm.Text(bare.Detections));
        Assert.Equal(SmallFarm.Text(whole.CompositeDetections), SmallFarm.Text(bare.CompositeDetections));
    }

    [Fact]
    public void What_is_measured_does_change_it()
    {
        var herd = SmallFarm.Create();
        var (whole, bare) =
            (SmallFarm.Replay(herd, 40), SmallFarm.Replay(herd, 40, message => message.Without("conductivity_ms_cm", "quarters")));
        Assert.NotEqual(SmallFarm.Text(whole.CompositeDetections), SmallFarm.Text(bare.CompositeDetections));
    }

    [Fact]
    public void Nothing_that_a_replay_is_given_can_hold_the_truth()
    {
        var given = new HashSet<Type>();
        foreach (var type in new[] { typeof(HerdReplay), typeof(ReplayFarm), typeof(CowMonitor) })
        {
            foreach (var member in type.GetConstructors().Cast<MethodBase>()
                .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)))
            {
                foreach (var parameter in member.GetParameters())
                {
                    Gather(parameter.ParameterType, given);
                }
            }
        }

        Assert.Contains(typeof(SimulatedMessage), given);
        Assert.Contains(typeof(AnimalEvent), given);
        Assert.DoesNotContain(given, type => type.Namespace == typeof(TruthEvent).Namespace || type == typeof(SimulatedHerd)
            || type == typeof(SimulatedHerdOptions));
        Assert.DoesNotContain(given, type => type.FullName!.StartsWith("SmartDairy.Simulator.", StringComparison.Ordinal)
            && type != typeof(SimulatedMessage) && type != typeof(MessageKind));
    }

    [Theory]
    [InlineData(typeof(CowMonitor))]
    [InlineData(typeof(SmartDairy.Analytics.Cows.CowModel))]
    public void Detectors_do_not_know_the_simulator(Type detectors)
        => Assert.DoesNotContain(
            detectors.Assembly.GetReferencedAssemblies(), assembly => assembly.Name == typeof(SimulatedHerd).Assembly.GetName().Name);

    private static void Gather(Type type, HashSet<Type> into)
    {
        if (type.HasElementType)
        {
            Gather(type.GetElementType()!, into);
            return;
        }

        if (!into.Add(type))
        {
            return;
        }

        foreach (var argument in type.GetGenericArguments())
        {
            Gather(argument, into);
        }

        if (type.Namespace?.StartsWith("SmartDairy", StringComparison.Ordinal) == true && !type.IsEnum)
        {
            foreach (var property in type.GetProperties())
            {
                Gather(property.PropertyType, into);
            }
        }
    }
}
