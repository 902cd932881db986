namespace SmartDairy.Husbandry.Worklist;

/// <summary>Advice on tasks, in sentences.</summary>
internal static class WorkAdvice
{
    public static string For(WorkTask task, string subjectType) => task switch
    {
        WorkTask.Inseminate => "Look at her, and inseminate her in the window if she is to be bred.",
        WorkTask.CheckUdder => "Strip the quarter before the next milking, test it, and keep her milk out of the tank until you know.",
        WorkTask.CheckHealth => "Take her temperature, listen to the rumen, test for ketosis, and call the vet if she is ill.",
        WorkTask.CheckFeet => "Watch her walk, and lift the foot that she spares.",
        WorkTask.CoolDown when subjectType == WorkSubjectTypes.Animal => "Bring her into the shade and see that she drinks.",
        WorkTask.CoolDown => "Switch on fans and sprinklers, and see that water runs.",
        WorkTask.FindHer => "Find her: she is down, or her collar lies somewhere.",
        WorkTask.WatchCalving => "Bring her to the calving pen and look in every two hours.",
        WorkTask.CheckPregnancy => "Have her checked, and record how it ended.",
        WorkTask.DryOff => "Dry her off, and record it.",
        WorkTask.CheckFreshCow => "Check appetite, temperature, udder and uterus.",
        WorkTask.ReleaseMilk => "Keep her milk apart until then, and let it into the tank afterwards.",
        WorkTask.FindOutWhyNotMilked => "Find her, and milk her.",
        WorkTask.IdentifyTag => "See who wears it and bind it to her, or take it away.",
        WorkTask.Calibrate => "Compare it with a reference and calibrate it anew.",
        WorkTask.ReplaceBattery => "Change its battery.",
        WorkTask.CheckSensor => "Look at it: clean it, fix its cable, or replace it.",
        WorkTask.LookAtAlerts => "Look at them, and acknowledge what you take care of.",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };
}
